package crud

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// Move says how a `moved` block brings an object over from another provider's
// type. Only the identity is taken over: the refresh that follows reads the
// rest from the platform, so nothing that the other provider kept, a secret
// least of all, gets into the state unasked.
type Move struct {
	// From is the source type, such as "okta_auth_server_scope".
	From string
	// Identity names, for each of our identity attributes, the attribute of
	// the source that holds its value: the first that does of several, with a |
	// between them, where two providers have types of the same name.
	Identity map[string]string
	// Last takes what is behind the last slash of an identifier that other
	// providers put together of several.
	Last bool
	// Is tells whether a source is an object of the kind; nil: all are. what says
	// in the error what was expected.
	Is func(source map[string]any) (ok bool, what string)
	// Keep names further root attributes, texts, flags or whole numbers, and
	// where they come from: what the platform does not tell.
	Keep map[string]string
	// Also gives further root attributes out of the source: what its type
	// implies, and what it has in another shape.
	Also func(source map[string]any) map[string]any
}

// MovesFrom are the types of other providers that the resource takes over.
func (r *Resource) MovesFrom() []string {
	from := make([]string, 0, len(r.ops.moves))
	for _, move := range r.ops.moves {
		from = append(from, move.From)
	}
	return from
}

// MoveState implements resource.ResourceWithMoveState.
func (r *Resource) MoveState(ctx context.Context) []resource.StateMover {
	own := r.form(ctx).schema
	movers := []resource.StateMover{{SourceSchema: &own, StateMover: r.stay}}
	for _, move := range r.ops.moves {
		movers = append(movers, resource.StateMover{StateMover: func(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
			r.move(ctx, move, req, resp)
		}})
	}
	return movers
}

// comesFrom tells whether a state is of that type and of the provider that the
// type is named after.
func comesFrom(req resource.MoveStateRequest, typeName string) bool {
	vendor, _, _ := strings.Cut(typeName, "_")
	return req.SourceTypeName == typeName && strings.HasSuffix(req.SourceProviderAddress, "/"+vendor)
}

// stay takes over an object of the same type, as it is. Some command lines ask
// for that when nothing but the provider's address has changed: another
// registry, or a mirror.
func (o Object) stay(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	if _, name, _ := strings.Cut(req.SourceTypeName, "_"); name != o.Name || !comesFrom(req, req.SourceTypeName) || req.SourceState == nil {
		return
	}
	resp.TargetState.Raw = req.SourceState.Raw
	o.form(ctx).identifyBy(req.SourceState.Raw, resp.TargetIdentity, &resp.Diagnostics)
}

func (o Object) move(ctx context.Context, move Move, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
	if !comesFrom(req, move.From) || req.SourceRawState == nil {
		return // another mover's, or nobody's: the framework says so
	}
	source := map[string]any{}
	if err := json.Unmarshal(req.SourceRawState.JSON, &source); err != nil {
		resp.Diagnostics.AddError("Unable to Move "+o.Noun, fmt.Sprintf("The state of %s is not a JSON object: %s.", move.From, err))
		return
	}
	if move.Is != nil {
		if ok, what := move.Is(source); !ok {
			resp.Diagnostics.AddError("Unable to Move "+o.Noun, fmt.Sprintf("The state of %s is of something else: expected %s.", move.From, what))
			return
		}
	}
	for _, name := range o.Identity {
		from := move.Identity[name]
		v, _ := either(source, from).(string)
		if move.Last {
			v = v[strings.LastIndex(v, "/")+1:]
		}
		if v == "" {
			resp.Diagnostics.AddError("Unable to Move "+o.Noun, fmt.Sprintf("The state of %s has no \"%s\". Refresh it with its own provider first.", move.From, strings.ReplaceAll(from, "|", `" or "`)))
		} else {
			resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, path.Root(name), v)...)
			resp.Diagnostics.Append(resp.TargetIdentity.SetAttribute(ctx, path.Root(name), v)...)
		}
	}
	for name, from := range move.Keep {
		switch v := either(source, from).(type) {
		case string:
			if v != "" {
				resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, path.Root(name), v)...)
			}
		case bool:
			resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, path.Root(name), v)...)
		case float64:
			resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, path.Root(name), int64(v))...)
		}
	}
	// The block that every type has on both sides.
	limits, _ := source[timeoutsBlock].(map[string]any)
	for _, op := range []operation{creating, reading, updating, deleting} {
		if v, _ := limits[op.name].(string); v != "" {
			resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, path.Root(timeoutsBlock).AtName(op.name), v)...)
		}
	}
	if move.Also == nil {
		return
	}
	for name, v := range move.Also(source) {
		resp.Diagnostics.Append(resp.TargetState.SetAttribute(ctx, path.Root(name), v)...)
	}
}

// either is the first attribute that is there, of names with a | between them.
func either(source map[string]any, names string) any {
	for name := range strings.SplitSeq(names, "|") {
		if v := source[name]; v != nil && v != "" {
			return v
		}
	}
	return nil
}
