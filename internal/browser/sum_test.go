package browser

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPictures_areOfThePage: the pictures in the documentation were taken of the
// page as it is.
func TestPictures_areOfThePage(t *testing.T) {
	root := filepath.Join("..", "..")
	want, err := PageSum(root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(root, ".github", "assets", Sum))
	if err != nil || string(got) != want {
		t.Errorf("the page is another one than in the pictures: make console-pictures, and look at them (%v)", err)
	}
}
