package crud

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	pairOf = tftypes.Object{AttributeTypes: map[string]tftypes.Type{"a": tftypes.String, "b": tftypes.String}}
	listOf = tftypes.List{ElementType: tftypes.String}
	setOf  = tftypes.Set{ElementType: tftypes.String}
	mapOf  = tftypes.Map{ElementType: tftypes.String}
)

func text(v any) tftypes.Value { return tftypes.NewValue(tftypes.String, v) }

func texts(typ tftypes.Type, all ...any) tftypes.Value {
	values := []tftypes.Value{}
	for _, v := range all {
		values = append(values, text(v))
	}
	return tftypes.NewValue(typ, values)
}

func pair(a, b any) tftypes.Value {
	return tftypes.NewValue(pairOf, map[string]tftypes.Value{"a": text(a), "b": text(b)})
}

func entries(all map[string]any) tftypes.Value {
	values := map[string]tftypes.Value{}
	for k, v := range all {
		values[k] = text(v)
	}
	return tftypes.NewValue(mapOf, values)
}

// TestAgree: what exists is taken over only if it is as planned in all that the
// plan knows.
func TestAgree(t *testing.T) {
	t.Parallel()
	unknown := tftypes.UnknownValue
	for name, c := range map[string]struct {
		want, have tftypes.Value
		agree      bool
	}{
		"left open":                 {text(unknown), text("x"), true},
		"left open within":          {pair("x", unknown), pair("x", "y"), true},
		"the same":                  {pair("x", "y"), pair("x", "y"), true},
		"another member":            {pair("x", "y"), pair("x", "z"), false},
		"nothing beside something":  {text(nil), text(""), false},
		"something beside nothing":  {text(""), text(nil), false},
		"nothing":                   {text(nil), text(nil), true},
		"no list beside an empty":   {tftypes.NewValue(listOf, nil), texts(listOf), false},
		"an empty list beside none": {texts(listOf), tftypes.NewValue(listOf, nil), false},
		"what is not known there":   {texts(listOf), tftypes.NewValue(listOf, unknown), false},
		"a list":                    {texts(listOf, "x", "y"), texts(listOf, "x", "y"), true},
		"a list in another order":   {texts(listOf, "x", "y"), texts(listOf, "y", "x"), false},
		"a list with more":          {texts(listOf, "x"), texts(listOf, "x", "y"), false},
		"a list with less":          {texts(listOf, "x", "y"), texts(listOf, "x"), false},
		"a set in another order":    {texts(setOf, "x", "y"), texts(setOf, "y", "x"), true},
		"a set with another":        {texts(setOf, "x", "y"), texts(setOf, "x", "z"), false},
		"a map":                     {entries(map[string]any{"x": "1"}), entries(map[string]any{"x": "1"}), true},
		"a map with more":           {entries(map[string]any{"x": "1"}), entries(map[string]any{"x": "1", "y": "2"}), false},
		"a map with another key":    {entries(map[string]any{"x": "1"}), entries(map[string]any{"y": "1"}), false},
		"left open, elsewhere":      {entries(map[string]any{"x": tftypes.UnknownValue}), entries(map[string]any{"y": "1"}), false},
		"a list left open within":   {texts(listOf, unknown, "y"), texts(listOf, "x", "y"), true},
		"a map with another value":  {entries(map[string]any{"x": "1"}), entries(map[string]any{"x": "2"}), false},
	} {
		if got := agree(c.want, c.have); got != c.agree {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestWithheld: what is configured and no plan shows cannot be compared.
func TestWithheld(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config, planned tftypes.Value
		withheld        bool
	}{
		"planned":        {text("x"), text("x"), false},
		"left out":       {text(nil), text("x"), false},
		"not known":      {text(tftypes.UnknownValue), text(nil), false},
		"write-only":     {text("x"), text(nil), true},
		"within":         {pair("x", "y"), pair("x", nil), true},
		"nothing within": {pair("x", nil), pair("x", nil), false},
		"a list":         {texts(listOf, "x"), texts(listOf, "x"), false},
	} {
		if got := withheld(c.config, c.planned); got != c.withheld {
			t.Errorf("%s: %v", name, got)
		}
	}
}
