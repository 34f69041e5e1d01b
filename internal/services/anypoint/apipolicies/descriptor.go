// Package apipolicies manages MuleSoft's policies on Anypoint API instances, one
// resource type for each: a descriptor, in the file of its kind, says what
// differs, and everything else comes out of it.
package apipolicies

import (
	"strings"
	"unicode"
)

// Descriptor is one policy of MuleSoft's.
type Descriptor struct {
	// Asset is the policy's name in Exchange, and Name the end of the resource's
	// type where it is not the asset's in snake case.
	Asset, Name string
	// Title is what the console calls the policy.
	Title string
	// Is says in full sentences what the policy does.
	Is string
	// Version is applied where the platform does not say which it offers: the
	// newest one that is known to be in use.
	Version string
	// Gateway is the only kind of gateway that has the policy; empty for all.
	Gateway string
	// Outbound policies are for the way to the upstream.
	Outbound bool
	// Optional: no argument is needed, and the configuration may be left out.
	Optional  bool
	Arguments []Argument
	// Rules are about several arguments.
	Rules []Rule
	// Refused is what to do when the platform refuses the policy without a word
	// about its configuration.
	Refused string
}

// Kind is the type of an argument.
type Kind uint8

// The kinds of arguments, and what they are for the platform.
const (
	Text    Kind = iota // a text
	Flag                // a boolean
	Whole               // a whole number
	Texts               // an array of texts, whose order means nothing: a set
	Ordered             // an array of texts, whose order counts: a list
	Scopes              // a text: names with spaces between them, whose order means nothing
	Nested              // an object
	Items               // an array of objects
	Any                 // whatever the platform takes: no public source gives its form
)

// Argument is a member of a policy's configuration. The small fields stand
// together: there are hundreds of arguments in the program.
type Argument struct {
	// Name is the argument's, and Key the platform's where it is not the same in
	// camel case.
	Name, Key string
	Kind      Kind
	Required  bool
	// Secret values are never shown by the platform.
	Secret bool
	// Firm: the platform is known to refuse what is beyond Least and Most, and a
	// value in another case; else there is but a warning.
	Firm bool
	// Least and Most bound a number or the length of an array; both 0: nothing
	// does.
	Least, Most int64
	// Default is planned and sent where nothing is configured.
	Default any
	// Usual is what a gateway does where nothing is sent. The platform may show it.
	Usual any
	// Values are the known ones.
	Values []string
	// Is says in full sentences what the argument is; defaults, bounds and values
	// are added.
	Is string
	// Of are the members of Nested and Items.
	Of []Argument
	// Like are two values for the tests and the example, where they cannot be made
	// up.
	Like [2]any
}

// Rule is a demand on several arguments of the first level.
type Rule struct {
	// Where an argument has this value,
	If, Has string
	// this one must be given,
	Needs string
	// because of this, in a full sentence.
	Because string
}

// key is the argument's name on the platform.
func (a Argument) key() string {
	if a.Key != "" {
		return a.Key
	}
	var b strings.Builder
	up := false
	for _, r := range a.Name {
		switch {
		case r == '_':
			up = true
		case up:
			b.WriteRune(unicode.ToUpper(r))
			up = false
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// typeName is the resource's, without the provider's prefix.
func (d *Descriptor) typeName() string {
	name := d.Name
	if name == "" {
		name = strings.ReplaceAll(d.Asset, "-", "_")
	}
	return "anypoint_api_policy_" + name
}

// all are the descriptors, in the order of their files. The tables are plain
// data, which needs no code in the program: values that are the same in several
// places are variables, and a function makes one only where something differs.
var all = gather(
	a2aPolicies,
	authenticationPolicies,
	cachingPolicies,
	clientIDPolicies,
	corsPolicies,
	credentialsPolicies,
	dataWeavePolicies,
	headersPolicies,
	injectionPolicies,
	intaskPolicies,
	ipListPolicies,
	jwtPolicies,
	llmPolicies,
	loggingPolicies,
	mcpPolicies,
	nativePolicies,
	observabilityPolicies,
	openIDConnectPolicies,
	rateLimitingPolicies,
	spikeControlPolicies,
	threatsPolicies,
	timeoutsPolicies,
	tokensPolicies,
	trafficPolicies,
)

func gather(tables ...[]Descriptor) []*Descriptor {
	var out []*Descriptor
	for _, table := range tables {
		for i := range table {
			out = append(out, &table[i])
		}
	}
	return out
}
