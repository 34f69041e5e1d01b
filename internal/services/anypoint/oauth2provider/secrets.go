package oauth2provider

import (
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// secret is a secret of a model, in its three arguments, and where it goes.
type secret struct {
	argument      string
	kept, written types.String
	version       types.Int64
	// part and member are where the platform has it; beside is the member with
	// the name of whose secret it is.
	part, member, beside string
	whose                types.String
	// optional secrets can be taken away.
	optional bool
}

// given tells whether the model has the secret. A plan or a state has the
// version of one that is not kept.
func (s secret) given() bool { return !s.kept.IsNull() || !s.written.IsNull() || !s.version.IsNull() }

// value comes from the configuration where it is not kept.
func (s secret) value(config secret) string {
	if !config.written.IsNull() {
		return config.written.ValueString()
	}
	return s.kept.ValueString()
}

// secrets are the parts of a request that have those that are new, or all.
// Whoever validates the body wants to know whose secret it is.
func (w write) secrets(all bool) map[string]map[string]any {
	out := map[string]map[string]any{}
	for i, s := range w.plan.secrets() {
		value, was := s.value(w.config.secrets()[i]), w.prior.secrets()[i]
		if value == "" || !all && s.kept.Equal(was.kept) && s.version.Equal(was.version) {
			continue
		}
		part := map[string]any{s.member: value}
		if !s.whose.IsNull() {
			part[s.beside] = s.whose.ValueString()
		}
		out[s.part] = part
	}
	return out
}

// texts are the secrets, which appear in no log.
func (w write) texts() (out []string) {
	for i, s := range w.plan.secrets() {
		out = append(out, s.value(w.config.secrets()[i]))
	}
	return out
}

// lacks says what a PUT needs and the configuration does not have, and names the
// optional secret that it would lose; empty for none.
func (w write) lacks() (why, lost string) {
	for i, s := range w.plan.secrets() {
		switch {
		case w.config.secrets()[i].given():
		case !s.optional:
			why = "The API can only replace the whole client provider for that (PUT), with the password, which it does not tell. " +
				"Set password_wo and password_wo_version, or password, to what it is."
		case !s.whose.IsNull() && !w.prior.secrets()[i].given():
			lost = s.argument
		}
	}
	return why, lost
}
