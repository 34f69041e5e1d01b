package seed

// Left are the kinds of objects, as /_sim/objects counts them, that a file
// cannot describe, and why.
func Left() map[string]string {
	return map[string]string{ //nolint:gosec // the name of a kind of object
		"okta.apiTokens": "no call of Okta's makes one",
	}
}
