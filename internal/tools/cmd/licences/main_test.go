package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const bsd2 = "Redistribution and use in source and binary\nforms, with or without modification, are permitted provided that"

func TestJudge(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"two clauses":        {map[string]string{"LICENSE": bsd2}, []string{"BSD-2-Clause"}},
		"three clauses":      {map[string]string{"LICENSE": bsd2 + " Neither the name of X"}, []string{"BSD-3-Clause"}},
		"four clauses":       {map[string]string{"LICENSE": bsd2 + " Neither the name of X. All advertising materials"}, nil},
		"nothing":            {nil, nil},
		"only a notice":      {map[string]string{"NOTICE": "Copyright X"}, nil},
		"unknown":            {map[string]string{"LICENSE": "You may look at it."}, nil},
		"one of two unknown": {map[string]string{"LICENSE": bsd2, "LICENSE.more": "You may look at it."}, nil},
		"a copyleft besides": {map[string]string{"LICENSE": bsd2, "NOTICE": "Parts: GNU Lesser General Public License v3"}, nil},
	} {
		got, err := judge(c.files)
		if !slices.Equal(got, c.want) || (err == nil) != (c.want != nil) {
			t.Errorf("%s: %v %v", name, got, err)
		}
	}
}

// TestRun_ours: what we link is under allowed licences, and the notices have
// each of them.
func TestRun_ours(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "new", "NOTICES")
	var out strings.Builder
	if err := run(t.Context(), []string{"-notices", file, "../../../.."}, &out); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"github.com/hashicorp/terraform-plugin-framework v", "The Go programming language (BSD-3-Clause)", "Mozilla Public License"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the notices do not have %q", want)
		}
	}
}
