package main

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
)

const guide = "../../../templates/guides/large-organizations.md.tmpl"

// The picture is one that every browser can read.
func TestDraw(t *testing.T) {
	t.Parallel()
	picture := draw([]point{{objects: 98, cost: cost{calls: 36}}, {objects: 5000, cost: cost{calls: 1700, user: 3, memory: 120}}})
	d := xml.NewDecoder(strings.NewReader(picture))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, picture)
		}
	}
	for _, want := range []string{">36<", ">1700<", ">3.0<", ">120<", ">5000<"} {
		if !strings.Contains(picture, want) {
			t.Errorf("the picture lacks %s", want)
		}
	}
}

// The guide shows the table that was measured last, and the picture.
func TestGuide(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile("../../bench/growth.md")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat("../../bench/growth.svg"); err != nil {
		t.Error(err)
	}
	if !strings.Contains(string(page), string(table)) || !strings.Contains(string(page), "/internal/bench/growth.svg)") {
		t.Errorf("the guide does not show the table and the picture of internal/bench: put it in, it is\n%s", table)
	}
}

// Every row says in how few calls it can be done, and none has less than one for
// each object that it makes.
func TestScenarios(t *testing.T) {
	t.Parallel()
	for _, s := range scenarios {
		least := s.least(s.n)
		if least[0] < s.objects(s.n) || least[2] <= least[1] {
			t.Errorf("row (%s): %d objects in %v calls", s.key, s.objects(s.n), least)
		}
	}
}

func TestOptions(t *testing.T) {
	t.Parallel()
	o, err := options([]string{"--against", "a/terraform-provider-okta=stack", "--latency", "5ms"})
	if err != nil || len(o.sizes) != 2 || len(o.against) != 1 {
		t.Errorf("%+v, %v", o, err)
	}
	for _, wrong := range []string{"--objects=x", "--growth=1", "--latency=fast", "--against=program"} {
		if _, err := options([]string{wrong}); err == nil {
			t.Errorf("%s is taken", wrong)
		}
	}
}
