package main

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	byIdentity = regexp.MustCompile(`(?s)\n  identity = \{\n(.*?)\n  \}\n`)
	pair       = regexp.MustCompile(`(?m)^ +(\w+) += "([^"]*)"$`)
	byID       = regexp.MustCompile("\nBy id:\n\n```terraform\nimport \\{\n[^}]*?\n  id = \"([^\"]+)\"\n")
	forces     = regexp.MustCompile(` Changing it (?:from .*? to .*? )?forces a new object\.`)
)

// imports says of which attributes the identifier for an import consists: the
// example by identity has their values. An identity is never changed, so that
// what its attributes have from the resource's about changes is left out.
func (p *page) imports() error {
	if p.kind != "resources" {
		return nil
	}
	head, tail, ok := strings.Cut(p.text, "\n## Import\n")
	if !ok {
		return fmt.Errorf("has no part about imports")
	}
	identity, id := byIdentity.FindStringSubmatch(tail), byID.FindStringSubmatch(tail)
	if identity == nil || id == nil {
		return fmt.Errorf("has no import by identity, or none by id")
	}
	names := map[string]string{}
	for _, m := range pair.FindAllStringSubmatch(identity[1], -1) {
		names[m[2]] = m[1]
	}
	parts := strings.Split(id[1], "/")
	for i, value := range parts {
		if names[value] == "" {
			return fmt.Errorf("the example of an import by id has %q, which the one by identity has not", value)
		}
		parts[i] = names[value]
	}
	tail = forces.ReplaceAllString(tail, "")
	tail = strings.Replace(tail, "\nBy id:\n", "\nBy id, which is `"+strings.Join(parts, "/")+"`:\n", 1)
	p.text = head + "\n## Import\n" + tail
	return nil
}
