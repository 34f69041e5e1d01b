package kernel

import (
	"fmt"
	"testing"
)

func TestInOrder(t *testing.T) {
	t.Parallel()
	for range 20 { // a map's own order differs from run to run
		var got string
		for k, v := range InOrder(map[string]int{"c": 3, "a": 1, "d": 4, "b": 2}) {
			if k == "d" {
				break
			}
			got += fmt.Sprint(k, v)
		}
		if got != "a1b2c3" {
			t.Fatal(got)
		}
	}
}
