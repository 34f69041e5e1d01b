package cli

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// parsed is a version, as far as choosing a command line needs it.
type parsed struct {
	text string
	nums [3]int
	pre  bool
}

// parseVersion reads 1.11, 1.11.4 and 1.16.0-rc2.
func parseVersion(s string) (parsed, error) {
	v := parsed{text: s}
	release, _, pre := strings.Cut(s, "-")
	v.pre = pre
	parts := strings.Split(release, ".")
	if len(parts) < 2 || len(parts) > 3 {
		return v, fmt.Errorf("%q is not a version such as 1.11 or 1.11.4", s)
	}
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 {
			return v, fmt.Errorf("%q is not a version such as 1.11 or 1.11.4", s)
		}
		v.nums[i] = n
	}
	return v, nil
}

// compare orders by number; a pre-release comes before its release.
func (v parsed) compare(w parsed) int {
	for i := range v.nums {
		if c := cmp.Compare(v.nums[i], w.nums[i]); c != 0 {
			return c
		}
	}
	switch {
	case v.pre == w.pre:
		return strings.Compare(v.text, w.text)
	case v.pre:
		return -1
	default:
		return 1
	}
}
