package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// licence is one that the programs may be under: all of its phrases are in its
// text, and none of the others.
type licence struct {
	name    string
	phrases []string
	without string
}

// allowed are the licences under which what we link may be: they let a program
// under any licence contain the software, as long as the notices go with it.
var allowed = []licence{
	{"Apache-2.0", []string{"Apache License", "Version 2.0, January 2004", "Grant of Patent License"}, ""},
	{"MPL-2.0", []string{"Mozilla Public License", "3.3. Distribution of a Larger Work", "Exhibit A - Source Code Form License Notice"}, ""},
	{"MIT", []string{"Permission is hereby granted, free of charge, to any person obtaining a copy", "to use, copy, modify, merge, publish, distribute, sublicense, and/or sell", `THE SOFTWARE IS PROVIDED "AS IS"`}, ""},
	{"BSD-3-Clause", []string{"Redistribution and use in source and binary forms, with or without modification, are permitted", "Neither the name of"}, "All advertising materials"},
	{"BSD-2-Clause", []string{"Redistribution and use in source and binary forms, with or without modification, are permitted"}, "Neither the name of"},
	{"ISC", []string{"Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted"}, ""},
}

// suspicious is what no allowed licence says of itself.
var suspicious = regexp.MustCompile(`GNU (Affero |Lesser |Library )?General Public License v|Business Source License|Server Side Public License|Commons Clause|Elastic License`)

var (
	licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)([-.].*)?$`)
	noticeFile  = regexp.MustCompile(`(?i)^notice`)
	blanks      = regexp.MustCompile(`\s+`)
)

// texts are the licence and notice files of a module.
func texts(dir string) (map[string]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		out[e.Name()] = string(text)
	}
	return out, nil
}

// judge names the licences of a module. Every file of it that is no mere notice
// must be under one that is allowed.
func judge(files map[string]string) ([]string, error) {
	var out []string
	for file, text := range files {
		plain := blanks.ReplaceAllString(text, " ")
		if found := suspicious.FindString(plain); found != "" {
			return nil, fmt.Errorf("%s speaks of the %s", file, found)
		}
		if noticeFile.MatchString(file) {
			continue
		}
		known := false
		for _, l := range allowed {
			all := !slices.ContainsFunc(l.phrases, func(p string) bool { return !strings.Contains(plain, p) })
			if all && (l.without == "" || !strings.Contains(plain, l.without)) {
				known, out = true, append(out, l.name)
			}
		}
		if !known {
			return nil, fmt.Errorf("%s is of no licence that is allowed", file)
		}
	}
	if len(out) == 0 {
		return nil, errors.New("there is no licence")
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}
