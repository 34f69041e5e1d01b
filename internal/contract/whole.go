package contract

import (
	"fmt"
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// Lacks names what the document gives the answer to the get of one object and
// not the items of a list, which are in the member key ("": the list is the
// answer). documented is false where the document describes either of them by no
// members: then nothing follows.
func Lacks(platform, list, key, one string) (missing []string, documented bool, err error) {
	item, err := answer(platform, list)
	if err != nil {
		return nil, false, err
	}
	if key != "" {
		item = properties(item)[key]
	}
	if item == nil || item.Items == nil || item.Items.Value == nil {
		return nil, false, nil
	}
	whole, err := answer(platform, one)
	if err != nil {
		return nil, false, err
	}
	has, wanted := properties(item.Items.Value), properties(whole)
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if has[name] == nil {
			missing = append(missing, name)
		}
	}
	return missing, len(has) > 0 && len(wanted) > 0, nil
}

// answer is the schema of the answer to a GET.
func answer(platform, path string) (*openapi3.Schema, error) {
	op, err := find(platform, "GET", path)
	if err != nil {
		return nil, err
	}
	if op == nil {
		return nil, fmt.Errorf("the documents of %s have no GET %s", platform, path)
	}
	response := op.Responses.Status(200)
	if response == nil || response.Value == nil {
		return nil, nil //nolint:nilnil // it is not described
	}
	for _, content := range response.Value.Content {
		if content.Schema != nil {
			return content.Schema.Value, nil
		}
	}
	return nil, nil //nolint:nilnil // it is not described
}

// properties are those of a schema and of what it is made of.
func properties(s *openapi3.Schema) map[string]*openapi3.Schema {
	all := map[string]*openapi3.Schema{}
	if s == nil {
		return all
	}
	for name, p := range s.Properties {
		all[name] = p.Value
	}
	for _, parts := range []openapi3.SchemaRefs{s.AllOf, s.AnyOf, s.OneOf} {
		for _, part := range parts {
			maps.Copy(all, properties(part.Value))
		}
	}
	return all
}
