package anypoint

// grantTypes are those of the vendor's document, in its order and words. Of
// those in needs, an application with the grant type has one at least.
var grantTypes = []struct {
	name, label string
	needs       []string
}{
	{"password", "Resource Owner Grant", nil},
	{"implicit", "Implicit Grant", nil},
	{"client_credentials", "Client Credentials Grant", nil},
	{"authorization_code", "Authorization Code Grant", nil},
	{"refresh_token", "Refresh Token", []string{"authorization_code", "password"}},
}

// KnownGrantTypes are the names of the grant types of the vendor's document.
func KnownGrantTypes() []string {
	names := make([]string, len(grantTypes))
	for i, g := range grantTypes {
		names[i] = g.name
	}
	return names
}

// GrantTypesOf are the grant types with those names, in the vendor's words. One
// that the document does not know is its own label.
func GrantTypesOf(names []string) []GrantType {
	out := make([]GrantType, len(names))
	for i, name := range names {
		out[i] = GrantType{Name: name, Label: name, Exclude: []string{}, Depends: []string{}}
		for _, g := range grantTypes {
			if g.name == name {
				out[i].Label, out[i].Depends = g.label, append(out[i].Depends, g.needs...)
			}
		}
	}
	return out
}
