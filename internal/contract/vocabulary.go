package contract

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
)

// The schemas of Anypoint's answers were made from one example each and know
// few of the members that the platform sends: the recorded exchanges alone have
// dozens more. So a member that the schema of an answer does not know is
// taken when the vendor uses the word anywhere: in a document, an example or a
// recorded exchange. A word that is nowhere is the simulator's own.
var vocabulary = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	shared, err := Shared()
	if err != nil {
		return words
	}
	for _, folder := range []string{"contracts/anypoint", "evidence/anypoint/recorded", "evidence/anypoint/documented"} {
		_ = filepath.WalkDir(filepath.Join(shared, filepath.FromSlash(folder)), func(path string, _ os.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".yaml") && !strings.HasSuffix(path, ".json") {
				return nil
			}
			if text, err := os.ReadFile(path); err == nil {
				for _, m := range key.FindAllSubmatch(text, -1) {
					words[string(m[1])] = true
				}
			}
			return nil
		})
	}
	return words
})

// key is a member in YAML or JSON.
var key = regexp.MustCompile(`(?m)(?:^|[{,\s-])["']?([\w-]+)["']?\s*:`)
