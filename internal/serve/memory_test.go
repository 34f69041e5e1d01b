package serve

import "testing"

// TestPercent: a heap grows to 40 MB, or by a half of what is in use.
func TestPercent(t *testing.T) {
	t.Parallel()
	const mb = 1 << 20
	for inUse, want := range map[uint64]int{0: 900, 4 * mb: 900, 10 * mb: 300, 20 * mb: 100, 25 * mb: 60, 100 * mb: 50} {
		if got := percent(inUse); got != want {
			t.Errorf("%d MB in use: %d percent, want %d", inUse/mb, got, want)
		}
	}
}

// TestCollectLess: the user's own settings stay.
func TestCollectLess(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
		asked := false
		collectLess(func(n string) (string, bool) {
			if n == name {
				return "50", true
			}
			return "", false
		}, func(int) int { asked = true; return 0 })
		if asked {
			t.Errorf("%s is set, and another setting was made", name)
		}
	}
	made := 0
	collectLess(func(string) (string, bool) { return "", false }, func(p int) int { made = p; return 0 })
	if made != 900 {
		t.Errorf("the setting is %d, want 900", made)
	}
}
