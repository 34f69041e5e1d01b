package browser

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// pictured is what the pictures in the documentation come from: the page, what it
// is told, and the tenant.
var pictured = []string{
	"internal/sim/console/page", "internal/sim/console/collections.go", "internal/sim/console/relations.go",
	"internal/browser/testdata/tutorial.yaml", "internal/browser/cmd/pictures/main.go",
}

// Sum is the name of the file beside the pictures that says what they are of.
const Sum = "console.sha256"

// PageSum changes with the page: pictures whose sum is another one were taken of
// an earlier page. root is the repository's folder.
func PageSum(root string) (string, error) {
	sum := sha256.New()
	for _, place := range pictured {
		err := filepath.WalkDir(filepath.Join(root, place), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := os.ReadFile(path) //nolint:gosec // files of the repository
			if err != nil {
				return err
			}
			name, err := filepath.Rel(root, path)
			_, _ = fmt.Fprintf(sum, "%s %d\n%s", filepath.ToSlash(name), len(text), text)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%x\n", sum.Sum(nil)), nil
}
