package provider

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

// Compared makes the server ask the framework too for everything that it
// answers quicker itself, and report where the answers differ. The tests'
// providers are served like that.
func (s *Server) Compared(report func(difference string)) *Server {
	s.report = report
	return s
}

func (s *Server) comparePlan(ctx context.Context, q crud.Quick, req *tfprotov6.PlanResourceChangeRequest) {
	ctx = crud.Rehearse(ctx, &crud.Rehearsal{})
	mine, ok := q.QuickPlan(ctx, req)
	if !ok {
		return
	}
	theirs, err := s.frameworkServer.PlanResourceChange(ctx, req)
	if err != nil {
		s.report(fmt.Sprintf("plan of %s: the framework fails: %s", req.TypeName, err))
		return
	}
	s.same(req.TypeName, "planned state", mine.PlannedState, theirs.PlannedState)
	s.sameIdentity(req.TypeName, mine.PlannedIdentity, theirs.PlannedIdentity)
	s.sameTexts(req.TypeName, "diagnostics", texts(mine.Diagnostics), texts(theirs.Diagnostics))
	s.sameTexts(req.TypeName, "replacements", texts(mine.RequiresReplace), texts(theirs.RequiresReplace))
	if !bytes.Equal(mine.PlannedPrivate, theirs.PlannedPrivate) || (mine.Deferred == nil) != (theirs.Deferred == nil) {
		s.report(fmt.Sprintf("plan of %s: private state or deferral differ", req.TypeName))
	}
}

// compareRead carries the refresh out, and gives the quick answer.
func (s *Server) compareRead(ctx context.Context, q crud.Quick, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, bool) {
	ctx = crud.Rehearse(ctx, &crud.Rehearsal{})
	mine, ok := q.QuickRead(ctx, req)
	if !ok {
		return nil, false
	}
	theirs, err := s.frameworkServer.ReadResource(ctx, req)
	if err != nil {
		s.report(fmt.Sprintf("refresh of %s: the framework fails: %s", req.TypeName, err))
		return mine, true
	}
	s.sameTexts(req.TypeName, "diagnostics", texts(mine.Diagnostics), texts(theirs.Diagnostics))
	s.same(req.TypeName, "state", mine.NewState, theirs.NewState)
	s.sameIdentity(req.TypeName, mine.NewIdentity, theirs.NewIdentity)
	if !bytes.Equal(mine.Private, theirs.Private) {
		s.report(fmt.Sprintf("refresh of %s: private state differs", req.TypeName))
	}
	return mine, true
}

func (s *Server) same(typeName, what string, mine, theirs *tfprotov6.DynamicValue) {
	if (mine == nil) != (theirs == nil) || mine != nil && !bytes.Equal(mine.MsgPack, theirs.MsgPack) {
		s.report(fmt.Sprintf("%s of %s: %s, the framework's is %s", what, typeName, shown(mine), shown(theirs)))
	}
}

func shown(v *tfprotov6.DynamicValue) string {
	if v == nil {
		return "none"
	}
	return fmt.Sprintf("%q", v.MsgPack)
}

func (s *Server) sameIdentity(typeName string, mine, theirs *tfprotov6.ResourceIdentityData) {
	if (mine == nil) != (theirs == nil) {
		s.report(fmt.Sprintf("identity of %s: %v, the framework's is %v", typeName, mine, theirs))
		return
	}
	if mine != nil {
		s.same(typeName, "identity", mine.IdentityData, theirs.IdentityData)
	}
}

func (s *Server) sameTexts(typeName, what string, mine, theirs []string) {
	slices.Sort(mine)
	slices.Sort(theirs)
	if !slices.Equal(mine, theirs) {
		s.report(fmt.Sprintf("%s of %s: %q, the framework's are %q", what, typeName, mine, theirs))
	}
}

// texts are things as text, to be compared.
func texts[T any](all []T) []string {
	var out []string
	for _, v := range all {
		switch v := any(v).(type) {
		case *tfprotov6.Diagnostic:
			out = append(out, fmt.Sprintf("%s %s %s %s", v.Severity, v.Summary, v.Detail, v.Attribute))
		default:
			out = append(out, fmt.Sprint(v))
		}
	}
	return out
}
