package provider_test

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var image = regexp.MustCompile(`!\[([^\]]*)\]\(https://raw\.githubusercontent\.com/gatehouse/terraform-provider-gatehouse/main/([^)]+)\)`)

// TestGuides_images: each picture of a guide is in the repository and says in
// words what it shows; a drawing is whole, and has colours for a dark page.
func TestGuides_images(t *testing.T) {
	t.Parallel()
	pages, _ := filepath.Glob(filepath.Join(repository, "docs/guides/*.md"))
	n := 0
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range image.FindAllStringSubmatch(string(text), -1) {
			n++
			content, err := os.ReadFile(filepath.Join(repository, m[2]))
			if err != nil || m[1] == "" {
				t.Errorf("%s: %s: %v, described as %q", page, m[2], err, m[1])
			}
			if !strings.HasSuffix(m[2], ".svg") {
				continue
			}
			if !strings.Contains(string(content), "prefers-color-scheme: dark") {
				t.Errorf("%s has no colours for a dark page", m[2])
			}
			for d := xml.NewDecoder(strings.NewReader(string(content))); ; {
				if _, err := d.Token(); errors.Is(err, io.EOF) {
					break
				} else if err != nil {
					t.Errorf("%s: %v", m[2], err)
					break
				}
			}
		}
	}
	if n < 3 {
		t.Errorf("the guides have only %d pictures", n)
	}
}
