package crud

import (
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// argument is the attribute that a platform's refusal is about, where it tells
// and the schema has it. Okta begins a cause with the field's name, as in
// "groupIds: Invalid group" or "settings.oauthClient.redirect_uris: …"; the
// schemas have the same names in snake case. ok is false when several fields are
// meant: one error has one place.
func (f *form) argument(err error) (at path.Path, ok bool) {
	e := rest.As(err)
	if f == nil || e == nil || len(e.Causes) == 0 {
		return at, false
	}
	var found string
	for _, cause := range e.Causes {
		field, _, cut := strings.Cut(cause, ": ")
		name := snake(field[strings.LastIndexByte(field, '.')+1:])
		if _, known := f.types[name]; !cut || !known || found != "" && found != name {
			return at, false
		}
		found = name
	}
	return path.Root(found), true
}

// snake is a field's name as attributes are called: groupIds is group_ids.
func snake(field string) string {
	var b strings.Builder
	for i, r := range field {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
