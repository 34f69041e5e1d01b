package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// fault is one mismatch of a value with its schema.
type fault struct{ at, what string }

// checker compares a JSON value with a schema. kin-openapi judges numbers,
// texts and truth values; what it cannot do is done here: members that no branch
// of a schema knows, discriminators without a oneOf, and messages that say
// where.
type checker struct {
	doc     *openapi3.T
	request bool
	// replacing is a request that sends back what it read: Okta and Anypoint
	// take read-only members then (recorded: authserver_update_200,
	// app_group_assign_put_200).
	replacing bool
	faults    []fault
	busy      []*openapi3.Schema // those that are applied to the value at hand
}

func (c *checker) report(at, format string, args ...any) {
	if at == "" {
		at = "."
	}
	f := fault{at, fmt.Sprintf(format, args...)}
	if !slices.Contains(c.faults, f) {
		c.faults = append(c.faults, f)
	}
}

// members are those of an object that the schemas applied to it speak about.
type members struct {
	known    map[string]bool
	declares bool // some schema names members
	open     bool // some schema takes any other
}

func (m *members) add(o members) {
	for k := range o.known {
		m.known[k] = true
	}
	m.declares, m.open = m.declares || o.declares, m.open || o.open
}

// value checks a value and everything inside it.
func (c *checker) value(s *openapi3.Schema, v any, at string) {
	outer := c.busy
	c.busy = nil
	defer func() { c.busy = outer }()
	m := c.apply(s, v, at)
	object, isObject := v.(map[string]any)
	if !isObject || m.open || !m.declares {
		return
	}
	for k := range object {
		if !m.known[k] {
			c.report(join(at, k), "unknown member")
		}
	}
}

// apply checks a value against one schema and those that it is composed of.
func (c *checker) apply(s *openapi3.Schema, v any, at string) members {
	m := members{known: map[string]bool{}}
	if s == nil || slices.Contains(c.busy, s) {
		return m
	}
	c.busy = append(c.busy, s)
	defer func() { c.busy = c.busy[:len(c.busy)-1] }()

	if v == nil && nullable(s) {
		return m
	}
	for _, part := range s.AllOf {
		m.add(c.apply(part.Value, v, at))
	}
	chosen := c.discriminated(s, v)
	if chosen != nil {
		m.add(c.apply(chosen, v, at))
	}
	for _, branches := range []openapi3.SchemaRefs{s.OneOf, s.AnyOf} {
		if len(branches) > 0 && (chosen == nil || !among(branches, chosen)) {
			m.add(c.nearest(branches, v, at))
		}
	}
	switch v := v.(type) {
	case nil:
		if s.Type != nil || len(s.Properties) > 0 {
			c.report(at, "null, not %s", kind(s))
		}
	case map[string]any:
		m.add(c.object(s, v, at))
	case []any:
		c.list(s, v, at)
	default:
		c.leaf(s, v, at)
	}
	return m
}

func nullable(s *openapi3.Schema) bool {
	return s.Nullable || s.Type.IncludesNull() || slices.Contains(s.Enum, nil)
}

func kind(s *openapi3.Schema) string {
	if s.Type.IsEmpty() {
		return "object"
	}
	return strings.Join(s.Type.Slice(), " or ")
}

func among(branches openapi3.SchemaRefs, s *openapi3.Schema) bool {
	return slices.ContainsFunc(branches, func(b *openapi3.SchemaRef) bool { return b.Value == s })
}

// discriminated is the schema that a member of the value names.
func (c *checker) discriminated(s *openapi3.Schema, v any) *openapi3.Schema {
	object, ok := v.(map[string]any)
	if !ok || s.Discriminator == nil {
		return nil
	}
	name, _ := object[s.Discriminator.PropertyName].(string)
	ref := s.Discriminator.Mapping[name].Ref
	if ref == "" || c.doc.Components == nil {
		return nil
	}
	target := c.doc.Components.Schemas[ref[strings.LastIndexByte(ref, '/')+1:]]
	if target == nil {
		return nil
	}
	return target.Value
}

// nearest checks a value against the branch that it fits, or fits best. A value
// that fits several is fine: most documents say oneOf where they mean anyOf.
func (c *checker) nearest(branches openapi3.SchemaRefs, v any, at string) members {
	var best *checker
	var chosen members
	for _, b := range branches {
		try := &checker{doc: c.doc, request: c.request, replacing: c.replacing, busy: c.busy}
		m := try.apply(b.Value, v, at)
		if best == nil || score(try, m, v) < score(best, chosen, v) {
			best, chosen = try, m
		}
	}
	for _, f := range best.faults {
		c.report(f.at, "%s", f.what)
	}
	return chosen
}

// score is how badly a value fits a branch: a fault near the value's top
// counts more than one deep inside.
func score(c *checker, m members, v any) int {
	n := 0
	for _, f := range c.faults {
		n += 2 + 64>>min(strings.Count(f.at, "."), 6)
	}
	object, _ := v.(map[string]any)
	for k := range object {
		if !m.known[k] && !m.open {
			n++
		}
	}
	return n
}

func (c *checker) object(s *openapi3.Schema, v map[string]any, at string) members {
	m := members{known: map[string]bool{}, declares: len(s.Properties) > 0}
	if !s.Type.Permits("object") {
		c.report(at, "object, not %s", kind(s))
		return m
	}
	for _, name := range s.Required {
		if _, there := v[name]; there {
			continue
		}
		p := s.Properties[name]
		if p != nil && p.Value != nil && (c.request && p.Value.ReadOnly || !c.request && p.Value.WriteOnly) {
			continue
		}
		c.report(join(at, name), "required member is missing")
	}
	rest := s.AdditionalProperties
	closed := rest.Has != nil && !*rest.Has
	m.open = rest.Has != nil && *rest.Has || s.Extensions["patternProperties"] != nil
	for k, item := range v {
		if p := s.Properties[k]; p != nil {
			m.known[k] = true
			if c.request && !c.replacing && p.Value.ReadOnly {
				c.report(join(at, k), "read-only member is sent")
			}
			c.value(p.Value, item, join(at, k))
			continue
		}
		switch {
		case rest.Schema != nil:
			m.known[k] = true
			c.value(rest.Schema.Value, item, join(at, "*"))
		case closed:
			m.known[k] = true // reported here
			c.report(join(at, k), "unknown member of a closed object")
		}
	}
	if n := uint64(len(v)); n < s.MinProps || s.MaxProps != nil && n > *s.MaxProps {
		c.report(at, "%d members", n)
	}
	return m
}

func (c *checker) list(s *openapi3.Schema, v []any, at string) {
	if !s.Type.Permits("array") {
		c.report(at, "array, not %s", kind(s))
		return
	}
	if n := uint64(len(v)); n < s.MinItems || s.MaxItems != nil && n > *s.MaxItems {
		c.report(at, "%d items", n)
	}
	if s.Items == nil {
		return
	}
	for _, item := range v {
		c.value(s.Items.Value, item, at+"[]")
	}
}

// leaf checks a text, a number or a truth value.
func (c *checker) leaf(s *openapi3.Schema, v any, at string) {
	if s.Type == nil && (len(s.Properties) > 0 || s.Items != nil) {
		c.report(at, "%T, not %s", v, kind(s))
		return
	}
	alone := *s
	alone.AllOf, alone.OneOf, alone.AnyOf, alone.Discriminator = nil, nil, nil, nil
	if strings.Contains(s.Pattern, "(?") {
		alone.Pattern = "" // looks ahead, which Go's expressions cannot
	}
	err := alone.VisitJSON(v, openapi3.MultiErrors())
	var several openapi3.MultiError
	if !errors.As(err, &several) && err != nil {
		several = openapi3.MultiError{err}
	}
	for _, err := range several {
		text := err.Error()
		if schemaErr, ok := errors.AsType[*openapi3.SchemaError](err); ok {
			text = schemaErr.Reason
		}
		c.report(at, "%s", text)
	}
}

func join(at, member string) string {
	if at == "" {
		return member
	}
	return at + "." + member
}

// decode reads JSON the way that schemas are written for it.
func decode(data []byte) (any, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than one JSON value")
	}
	return v, nil
}
