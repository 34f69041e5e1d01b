package okta

import "strings"

// mappedProfile is what Okta's default mapping puts into the profile that an
// OpenID Connect app has of a user: the members of the contract's example
// AppUserSSOResponse, in its order, null where the user has nothing. Not known:
// which property of a user each comes from, beyond their names. Other apps have
// an empty profile here.
func mappedProfile(a *app, u *user) *object {
	if !a.oidc {
		return obj()
	}
	from := u.profile()
	out := obj()
	for _, m := range [][2]string{
		{"street_address", "streetAddress"},
		{"country", "countryCode"},
		{"website", "profileUrl"},
		{"zoneinfo", "timezone"},
		{"birthdate", ""},
		{"gender", ""},
		{"formatted", "postalAddress"},
		{"profile", ""},
		{"locality", "city"},
		{"given_name", "firstName"},
		{"middle_name", "middleName"},
		{"locale", "locale"},
		{"picture", ""},
		{"name", ""},
		{"nickname", "nickName"},
		{"phone_number", "primaryPhone"},
		{"region", "state"},
		{"postal_code", "zipCode"},
		{"family_name", "lastName"},
		{"email", "email"},
	} {
		out.set(m[0], from.get(m[1]))
	}
	return out.set("name", strings.TrimSpace(u.first+" "+u.last))
}

// merged is a profile with the members of another one over its own; null takes
// one away.
func merged(profile, over *object) *object {
	out := profile.clone()
	if out == nil {
		out = obj()
	}
	if over == nil {
		return out
	}
	for _, key := range over.keys {
		if v := over.get(key); v != nil {
			out.set(key, v)
		} else {
			out.delete(key)
		}
	}
	return out
}

// userNameIn is the name that an app's template makes of a user. Contract:
// AppUserCredentials.userName, "the default username generated when a user is
// assigned to that app". Simulated is "${source.PROPERTY}" with a suffix; of
// what Okta's expression language can say beyond that, the login is made.
func userNameIn(a *app, u *user) string {
	template := a.credentials.obj("userNameTemplate")
	if property, ok := strings.CutPrefix(template.str("template"), "${source."); ok {
		if name := u.profile().str(strings.TrimSuffix(property, "}")); name != "" {
			return name + template.str("userSuffix")
		}
	}
	return u.login
}
