package main

import (
	"strings"
	"testing"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tools/cli"
)

func TestCandidates(t *testing.T) {
	t.Parallel()
	for wishes, want := range map[string]string{
		"terraform>=1.14,terraform>=1.11,tofu>=1.11": "terraform terraform opentofu",
		"terraform=1.11.4":                           "terraform",
		"tofu>=1.11":                                 "opentofu",
		"terraform>=9.0":                             "",
	} {
		list, err := cli.ParseWishes(wishes)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range candidates(list) {
			got = append(got, c.product.Name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: would build %v, want %q", wishes, got, want)
		}
	}
}

func TestUsage(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{
		"":                                   "help requested",
		"terraform":                          "not of the form",
		"pulumi@3.0.0":                       "unknown command line",
		"-find terraform>=9.0 terraform@1.0": "takes no further arguments",
		"-find terraform":                    "not of the form",
	} {
		var out strings.Builder
		err := run(t.Context(), strings.Fields("-cache "+t.TempDir()+" "+args), &out, &out)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", args, err, want)
		}
	}
}
