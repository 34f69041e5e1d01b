package acctest

import (
	"encoding/base64"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// Stack is a configuration, applied in process as Terraform would: what has to
// be there first comes first, and references are the values that came out. It
// knows resources, data sources, ephemeral resources and variables; no modules,
// no count, no for_each. Checks and outputs are passed over.
type Stack struct {
	// Objects are the resources in the order in which they were made.
	Objects []*Configured

	t      testing.TB
	m      *Machine
	blocks map[string]*hclsyntax.Block // by address
	order  []string                    // the addresses, as they stand in the files
	done   map[string]bool
	errs   string
	vars   map[string]cty.Value
	values map[string]map[string]map[string]cty.Value // by "" or "data" or "ephemeral", type and name
}

// Configured is a resource of a stack.
type Configured struct {
	*Managed
	Address string
	Config  map[string]any

	tainted bool
}

// ReadStack reads the configuration in a folder. variables are "TF_VAR_name=value".
func ReadStack(t testing.TB, dir string, variables []string) *Stack {
	t.Helper()
	s := &Stack{t: t, blocks: map[string]*hclsyntax.Block{}, vars: map[string]cty.Value{}}
	for _, v := range variables {
		name, value, _ := strings.Cut(strings.TrimPrefix(v, "TF_VAR_"), "=")
		s.vars[name] = cty.StringVal(value)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.tf"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no configuration in %s: %v", dir, err)
	}
	for _, file := range files {
		s.parse(file)
	}
	return s
}

// Stack reads and applies the configuration in a folder.
func (m *Machine) Stack(dir string, variables []string) *Stack {
	m.t.Helper()
	s := ReadStack(m.t, dir, variables)
	if errs := s.Apply(m); errs != "" {
		m.t.Fatal(errs)
	}
	return s
}

// Apply makes what is not there yet, refreshes and changes what is, and makes
// anew what a creation left half. It stops at the first error.
func (s *Stack) Apply(m *Machine) (errs string) {
	s.t.Helper()
	s.m, s.errs, s.done, s.values = m, "", map[string]bool{}, map[string]map[string]map[string]cty.Value{}
	for _, address := range s.order {
		s.make(address)
	}
	return s.errs
}

// Pending are the addresses of what another apply would change.
func (s *Stack) Pending(m *Machine) []string {
	s.t.Helper()
	var out []string
	for _, o := range s.Objects {
		o.Adopt(m)
		if o.Refresh() || !o.Plan(o.Config).Empty() {
			out = append(out, o.Address)
		}
	}
	return out
}

// Destroy destroys everything, the last first. It stops at the first error.
func (s *Stack) Destroy(m *Machine) (errs string) {
	s.t.Helper()
	for _, o := range slices.Backward(s.Objects) {
		if !o.Exists() {
			continue
		}
		o.Adopt(m)
		if errs := o.TryRefresh(); errs != "" {
			return o.Address + ": " + errs
		}
		if o.Exists() {
			if errs := o.TryDestroy(); errs != "" {
				return o.Address + ": " + errs
			}
		}
	}
	return ""
}

func (s *Stack) parse(file string) {
	s.t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		s.t.Fatal(err)
	}
	f, diags := hclsyntax.ParseConfig(text, filepath.Base(file), hcl.InitialPos)
	body, ok := f.Body.(*hclsyntax.Body)
	if diags.HasErrors() || !ok {
		s.t.Fatalf("%s: %v", file, diags)
	}
	for _, b := range body.Blocks {
		address := ""
		switch b.Type {
		case "resource":
			address = strings.Join(b.Labels, ".")
		case "data", "ephemeral":
			address = b.Type + "." + strings.Join(b.Labels, ".")
		default:
			continue
		}
		s.blocks[address] = b
		s.order = append(s.order, address)
	}
}

// make makes what a block needs, and then what it says itself.
func (s *Stack) make(address string) {
	s.t.Helper()
	b := s.blocks[address]
	if b == nil || s.done[address] || s.errs != "" {
		return
	}
	s.done[address] = true
	for _, name := range slices.Sorted(maps.Keys(b.Body.Attributes)) {
		for _, t := range b.Body.Attributes[name].Expr.Variables() {
			s.make(referred(t))
		}
	}
	if s.errs != "" {
		return
	}
	config := s.config(address, b)
	var values map[string]any
	kind, errs := b.Type, ""
	switch kind {
	case "data":
		values, errs = s.m.Data(b.Labels[0], config)
	case "ephemeral":
		values, errs = s.m.Open(b.Labels[0], config)
	default:
		o := s.object(address, b.Labels[0])
		o.Config, kind = config, ""
		errs = o.settle(s.m)
		values = o.Values()
	}
	if errs != "" {
		s.errs = address + ": " + errs
		return
	}
	s.remember(kind, b.Labels[0], b.Labels[1], values)
}

func (s *Stack) config(address string, b *hclsyntax.Block) map[string]any {
	s.t.Helper()
	config := map[string]any{}
	for name, a := range b.Body.Attributes {
		switch name {
		case "depends_on":
			continue
		case "count", "for_each", "provider":
			s.t.Fatalf("%s: a stack knows no %s", address, name)
		}
		v, diags := a.Expr.Value(s.context())
		if diags.HasErrors() {
			s.t.Fatalf("%s: %v", address, diags)
		}
		if !v.IsNull() {
			config[name] = fromCty(v)
		}
	}
	return config
}

func (s *Stack) object(address, typeName string) *Configured {
	s.t.Helper()
	for _, o := range s.Objects {
		if o.Address == address {
			return o
		}
	}
	o := &Configured{Managed: s.m.New(typeName), Address: address}
	s.Objects = append(s.Objects, o)
	return o
}

// settle is what an apply does with one resource.
func (o *Configured) settle(m *Machine) (errs string) {
	o.m.t.Helper()
	o.Adopt(m)
	if o.Exists() {
		if errs := o.TryRefresh(); errs != "" {
			return errs
		}
	}
	if o.Exists() && o.tainted {
		if errs := o.TryDestroy(); errs != "" {
			return errs
		}
	}
	if o.Exists() && o.Plan(o.Config).Empty() {
		return ""
	}
	created := !o.Exists()
	errs = o.TryApply(o.Config)
	o.tainted = created && errs != "" && o.Exists()
	return errs
}

func (s *Stack) remember(kind, typeName, name string, values map[string]any) {
	if s.values[kind] == nil {
		s.values[kind] = map[string]map[string]cty.Value{}
	}
	if s.values[kind][typeName] == nil {
		s.values[kind][typeName] = map[string]cty.Value{}
	}
	s.values[kind][typeName][name] = toCty(values)
}

// referred is the address that a reference begins with.
func referred(t hcl.Traversal) string {
	n := 2
	if root := t.RootName(); root == "data" || root == "ephemeral" {
		n = 3
	}
	var parts []string
	for _, step := range t[:min(n, len(t))] {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			parts = append(parts, step.Name)
		case hcl.TraverseAttr:
			parts = append(parts, step.Name)
		}
	}
	return strings.Join(parts, ".")
}

// functions are Terraform's own that examples call.
var functions = map[string]function.Function{
	"base64encode": function.New(&function.Spec{
		Params: []function.Parameter{{Name: "text", Type: cty.String}}, Type: function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return cty.StringVal(base64.StdEncoding.EncodeToString([]byte(args[0].AsString()))), nil
		},
	}),
	"join":       stdlib.JoinFunc,
	"jsonencode": stdlib.JSONEncodeFunc,
}

func (s *Stack) context() *hcl.EvalContext {
	vars := map[string]cty.Value{"var": cty.ObjectVal(s.vars)}
	for kind, types := range s.values {
		all := map[string]cty.Value{}
		for typeName, named := range types {
			all[typeName] = cty.ObjectVal(named)
		}
		if kind == "" {
			maps.Copy(vars, all)
			continue
		}
		vars[kind] = cty.ObjectVal(all)
	}
	return &hcl.EvalContext{Variables: vars, Functions: functions}
}

func toCty(v any) cty.Value {
	switch v := v.(type) {
	case string:
		return cty.StringVal(v)
	case bool:
		return cty.BoolVal(v)
	case float64:
		return cty.NumberFloatVal(v)
	case []any:
		items := make([]cty.Value, len(v))
		for i, item := range v {
			items[i] = toCty(item)
		}
		return cty.TupleVal(items)
	case map[string]any:
		members := map[string]cty.Value{}
		for k, member := range v {
			members[k] = toCty(member)
		}
		return cty.ObjectVal(members)
	}
	return cty.NullVal(cty.DynamicPseudoType)
}

func fromCty(v cty.Value) any {
	typ := v.Type()
	switch {
	case v.IsNull():
		return nil
	case typ == cty.String:
		return v.AsString()
	case typ == cty.Bool:
		return v.True()
	case typ == cty.Number:
		f, _ := v.AsBigFloat().Float64()
		return f
	case typ.IsObjectType() || typ.IsMapType():
		out := map[string]any{}
		for k, member := range v.AsValueMap() {
			if !member.IsNull() {
				out[k] = fromCty(member)
			}
		}
		return out
	}
	out := []any{}
	for _, item := range v.AsValueSlice() {
		out = append(out, fromCty(item))
	}
	return out
}
