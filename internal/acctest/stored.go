package acctest

import (
	"encoding/json"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"github.com/zclconf/go-cty/cty/msgpack"
)

// Stored is an object as a state file keeps it, with what was configured.
type Stored struct {
	Address, Type string
	Config        map[string]any
	Ignore        []string        `json:",omitempty"` // the arguments whose changes are ignored
	Version       int64           // of the schema
	State         json.RawMessage // the attributes
	Private       []byte          `json:",omitempty"`

	IdentityVersion int64           `json:",omitempty"`
	Identity        json.RawMessage `json:",omitempty"`
}

// Store gives the objects of a stack as a state file would keep them.
func (s *Stack) Store() []Stored {
	s.t.Helper()
	var out []Stored
	for _, o := range s.Objects {
		kept := Stored{Address: o.Address, Type: o.Type, Config: o.Config, Ignore: ignored(s.blocks[o.Address]), Version: o.schema.Version, State: o.m.json(o.typ, o.state), Private: o.private}
		if o.identity != nil {
			schema := s.m.identitySchema(o.Type)
			kept.IdentityVersion = schema.Version
			value, err := o.identity.IdentityData.Unmarshal(schema.ValueType())
			if err != nil {
				s.t.Fatal(err)
			}
			kept.Identity = o.m.json(schema.ValueType(), value)
		}
		out = append(out, kept)
	}
	return out
}

// ignored are the arguments in a block's lifecycle.ignore_changes.
func ignored(b *hclsyntax.Block) (names []string) {
	for _, inner := range b.Body.Blocks {
		changes := inner.Body.Attributes["ignore_changes"]
		if inner.Type != "lifecycle" || changes == nil {
			continue
		}
		if list, ok := changes.Expr.(*hclsyntax.TupleConsExpr); ok {
			for _, item := range list.Exprs {
				names = append(names, hcl.ExprAsKeyword(item))
			}
		}
	}
	return names
}

// json writes a value as a state file has it: one whose type is dynamic comes
// with its type.
func (m *Machine) json(typ tftypes.Type, v tftypes.Value) json.RawMessage {
	m.t.Helper()
	text, err := json.Marshal(typ) // cty's form
	if err != nil {
		m.t.Fatal(err)
	}
	ctyType, err := ctyjson.UnmarshalType(text)
	if err != nil {
		m.t.Fatal(err)
	}
	value, err := msgpack.Unmarshal(m.dynamic(typ, v).MsgPack, ctyType)
	if err != nil {
		m.t.Fatal(err)
	}
	out, err := ctyjson.Marshal(value, ctyType)
	if err != nil {
		m.t.Fatal(err)
	}
	return out
}

// Restore reads an object out of a state file as the core does: the provider
// brings it up to the schema of today.
func (m *Machine) Restore(kept Stored) *Configured {
	m.t.Helper()
	o := &Configured{Managed: m.New(kept.Type), Address: kept.Address, Config: kept.Config}
	upgraded, err := m.server.UpgradeResourceState(m.ctx, &tfprotov6.UpgradeResourceStateRequest{
		TypeName: kept.Type, Version: kept.Version, RawState: &tfprotov6.RawState{JSON: kept.State},
	})
	if err != nil {
		m.t.Fatal(err)
	}
	m.must(upgraded.Diagnostics)
	o.state, o.private = m.value(o.typ, upgraded.UpgradedState), kept.Private
	o.identity = m.restoreIdentity(kept)
	return o
}

// restoreIdentity asks the provider only where its schema is newer: it refuses
// the question otherwise.
func (m *Machine) restoreIdentity(kept Stored) *tfprotov6.ResourceIdentityData {
	m.t.Helper()
	if kept.Identity == nil {
		return nil
	}
	raw := &tfprotov6.RawState{JSON: kept.Identity}
	if schema := m.identitySchema(kept.Type); schema.Version == kept.IdentityVersion {
		v, err := raw.Unmarshal(schema.ValueType())
		if err != nil {
			m.t.Fatal(err)
		}
		return &tfprotov6.ResourceIdentityData{IdentityData: m.dynamic(schema.ValueType(), v)}
	}
	resp, err := m.server.UpgradeResourceIdentity(m.ctx, &tfprotov6.UpgradeResourceIdentityRequest{
		TypeName: kept.Type, Version: kept.IdentityVersion, RawIdentity: raw,
	})
	if err != nil {
		m.t.Fatal(err)
	}
	m.must(resp.Diagnostics)
	return resp.UpgradedIdentity
}

func (m *Machine) identitySchema(typeName string) *tfprotov6.ResourceIdentitySchema {
	m.t.Helper()
	resp, err := m.server.GetResourceIdentitySchemas(m.ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		m.t.Fatal(err)
	}
	m.must(resp.Diagnostics)
	return resp.IdentitySchemas[typeName]
}
