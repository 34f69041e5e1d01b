package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Every call of the protocol, with its panics made diagnostics. The answer
// that is made first is the one that is given when the framework's server
// panics: it leaves an object in the state as it was. State stores are left to
// the framework: there are none.

// GetMetadata implements frameworkServer.
func (s *Server) GetMetadata(ctx context.Context, req *tfprotov6.GetMetadataRequest) (resp *tfprotov6.GetMetadataResponse, err error) {
	resp = &tfprotov6.GetMetadataResponse{}
	defer s.rescue(&resp.Diagnostics, "GetMetadata", "")
	return s.frameworkServer.GetMetadata(ctx, req)
}

// GetProviderSchema implements frameworkServer.
func (s *Server) GetProviderSchema(ctx context.Context, req *tfprotov6.GetProviderSchemaRequest) (resp *tfprotov6.GetProviderSchemaResponse, err error) {
	resp = &tfprotov6.GetProviderSchemaResponse{}
	defer s.rescue(&resp.Diagnostics, "GetProviderSchema", "")
	return s.frameworkServer.GetProviderSchema(ctx, req)
}

// GetResourceIdentitySchemas implements frameworkServer.
func (s *Server) GetResourceIdentitySchemas(ctx context.Context, req *tfprotov6.GetResourceIdentitySchemasRequest) (resp *tfprotov6.GetResourceIdentitySchemasResponse, err error) {
	resp = &tfprotov6.GetResourceIdentitySchemasResponse{}
	defer s.rescue(&resp.Diagnostics, "GetResourceIdentitySchemas", "")
	return s.frameworkServer.GetResourceIdentitySchemas(ctx, req)
}

// ValidateProviderConfig implements frameworkServer.
func (s *Server) ValidateProviderConfig(ctx context.Context, req *tfprotov6.ValidateProviderConfigRequest) (resp *tfprotov6.ValidateProviderConfigResponse, err error) {
	resp = &tfprotov6.ValidateProviderConfigResponse{}
	defer s.rescue(&resp.Diagnostics, "ValidateProviderConfig", "")
	return s.frameworkServer.ValidateProviderConfig(ctx, req)
}

// GetFunctions implements frameworkServer.
func (s *Server) GetFunctions(ctx context.Context, req *tfprotov6.GetFunctionsRequest) (resp *tfprotov6.GetFunctionsResponse, err error) {
	resp = &tfprotov6.GetFunctionsResponse{}
	defer s.rescue(&resp.Diagnostics, "GetFunctions", "")
	return s.frameworkServer.GetFunctions(ctx, req)
}

// ValidateResourceConfig implements frameworkServer.
func (s *Server) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (resp *tfprotov6.ValidateResourceConfigResponse, err error) {
	resp = &tfprotov6.ValidateResourceConfigResponse{}
	defer s.rescue(&resp.Diagnostics, "ValidateResourceConfig", req.TypeName)
	ctx, back := lend(ctx)
	defer back()
	return s.frameworkServer.ValidateResourceConfig(ctx, req)
}

// UpgradeResourceState implements frameworkServer.
func (s *Server) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (resp *tfprotov6.UpgradeResourceStateResponse, err error) {
	resp = &tfprotov6.UpgradeResourceStateResponse{}
	defer s.rescue(&resp.Diagnostics, "UpgradeResourceState", req.TypeName)
	ctx, back := lend(ctx)
	defer back()
	return s.frameworkServer.UpgradeResourceState(ctx, req)
}

// UpgradeResourceIdentity implements frameworkServer.
func (s *Server) UpgradeResourceIdentity(ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest) (resp *tfprotov6.UpgradeResourceIdentityResponse, err error) {
	resp = &tfprotov6.UpgradeResourceIdentityResponse{}
	defer s.rescue(&resp.Diagnostics, "UpgradeResourceIdentity", req.TypeName)
	ctx, back := lend(ctx)
	defer back()
	return s.frameworkServer.UpgradeResourceIdentity(ctx, req)
}

// ApplyResourceChange implements frameworkServer.
func (s *Server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (resp *tfprotov6.ApplyResourceChangeResponse, err error) {
	resp = &tfprotov6.ApplyResourceChangeResponse{NewState: req.PriorState, Private: req.PlannedPrivate, NewIdentity: req.PlannedIdentity}
	defer s.rescue(&resp.Diagnostics, "ApplyResourceChange", req.TypeName)
	ctx, back := lend(ctx)
	defer back()
	return s.frameworkServer.ApplyResourceChange(ctx, req)
}

// ImportResourceState implements frameworkServer.
func (s *Server) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (resp *tfprotov6.ImportResourceStateResponse, err error) {
	resp = &tfprotov6.ImportResourceStateResponse{}
	defer s.rescue(&resp.Diagnostics, "ImportResourceState", req.TypeName)
	return s.frameworkServer.ImportResourceState(ctx, req)
}

// MoveResourceState implements frameworkServer.
func (s *Server) MoveResourceState(ctx context.Context, req *tfprotov6.MoveResourceStateRequest) (resp *tfprotov6.MoveResourceStateResponse, err error) {
	resp = &tfprotov6.MoveResourceStateResponse{}
	defer s.rescue(&resp.Diagnostics, "MoveResourceState", req.TargetTypeName)
	return s.frameworkServer.MoveResourceState(ctx, req)
}

// GenerateResourceConfig implements frameworkServer.
func (s *Server) GenerateResourceConfig(ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest) (resp *tfprotov6.GenerateResourceConfigResponse, err error) {
	resp = &tfprotov6.GenerateResourceConfigResponse{}
	defer s.rescue(&resp.Diagnostics, "GenerateResourceConfig", req.TypeName)
	return s.frameworkServer.GenerateResourceConfig(ctx, req)
}

// ValidateDataResourceConfig implements frameworkServer.
func (s *Server) ValidateDataResourceConfig(ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest) (resp *tfprotov6.ValidateDataResourceConfigResponse, err error) {
	resp = &tfprotov6.ValidateDataResourceConfigResponse{}
	defer s.rescue(&resp.Diagnostics, "ValidateDataResourceConfig", req.TypeName)
	return s.frameworkServer.ValidateDataResourceConfig(ctx, req)
}

// ReadDataSource implements frameworkServer.
func (s *Server) ReadDataSource(ctx context.Context, req *tfprotov6.ReadDataSourceRequest) (resp *tfprotov6.ReadDataSourceResponse, err error) {
	resp = &tfprotov6.ReadDataSourceResponse{}
	defer s.rescue(&resp.Diagnostics, "ReadDataSource", req.TypeName)
	return s.frameworkServer.ReadDataSource(ctx, req)
}

// ValidateEphemeralResourceConfig implements frameworkServer.
func (s *Server) ValidateEphemeralResourceConfig(ctx context.Context, req *tfprotov6.ValidateEphemeralResourceConfigRequest) (resp *tfprotov6.ValidateEphemeralResourceConfigResponse, err error) {
	resp = &tfprotov6.ValidateEphemeralResourceConfigResponse{}
	defer s.rescue(&resp.Diagnostics, "ValidateEphemeralResourceConfig", req.TypeName)
	return s.frameworkServer.ValidateEphemeralResourceConfig(ctx, req)
}

// OpenEphemeralResource implements frameworkServer.
func (s *Server) OpenEphemeralResource(ctx context.Context, req *tfprotov6.OpenEphemeralResourceRequest) (resp *tfprotov6.OpenEphemeralResourceResponse, err error) {
	resp = &tfprotov6.OpenEphemeralResourceResponse{}
	defer s.rescue(&resp.Diagnostics, "OpenEphemeralResource", req.TypeName)
	return s.frameworkServer.OpenEphemeralResource(ctx, req)
}

// RenewEphemeralResource implements frameworkServer.
func (s *Server) RenewEphemeralResource(ctx context.Context, req *tfprotov6.RenewEphemeralResourceRequest) (resp *tfprotov6.RenewEphemeralResourceResponse, err error) {
	resp = &tfprotov6.RenewEphemeralResourceResponse{}
	defer s.rescue(&resp.Diagnostics, "RenewEphemeralResource", req.TypeName)
	return s.frameworkServer.RenewEphemeralResource(ctx, req)
}

// CloseEphemeralResource implements frameworkServer.
func (s *Server) CloseEphemeralResource(ctx context.Context, req *tfprotov6.CloseEphemeralResourceRequest) (resp *tfprotov6.CloseEphemeralResourceResponse, err error) {
	resp = &tfprotov6.CloseEphemeralResourceResponse{}
	defer s.rescue(&resp.Diagnostics, "CloseEphemeralResource", req.TypeName)
	return s.frameworkServer.CloseEphemeralResource(ctx, req)
}

// ValidateListResourceConfig implements frameworkServer.
func (s *Server) ValidateListResourceConfig(ctx context.Context, req *tfprotov6.ValidateListResourceConfigRequest) (resp *tfprotov6.ValidateListResourceConfigResponse, err error) {
	resp = &tfprotov6.ValidateListResourceConfigResponse{}
	defer s.rescue(&resp.Diagnostics, "ValidateListResourceConfig", req.TypeName)
	return s.frameworkServer.ValidateListResourceConfig(ctx, req)
}

// ValidateActionConfig implements frameworkServer.
func (s *Server) ValidateActionConfig(ctx context.Context, req *tfprotov6.ValidateActionConfigRequest) (resp *tfprotov6.ValidateActionConfigResponse, err error) {
	resp = &tfprotov6.ValidateActionConfigResponse{}
	defer s.rescue(&resp.Diagnostics, "ValidateActionConfig", req.ActionType)
	return s.frameworkServer.ValidateActionConfig(ctx, req)
}

// PlanAction implements frameworkServer.
func (s *Server) PlanAction(ctx context.Context, req *tfprotov6.PlanActionRequest) (resp *tfprotov6.PlanActionResponse, err error) {
	resp = &tfprotov6.PlanActionResponse{}
	defer s.rescue(&resp.Diagnostics, "PlanAction", req.ActionType)
	return s.frameworkServer.PlanAction(ctx, req)
}

// StopProvider implements frameworkServer.
func (s *Server) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (resp *tfprotov6.StopProviderResponse, err error) {
	defer func() {
		if p := recover(); p != nil {
			resp = &tfprotov6.StopProviderResponse{Error: s.crash(p, "StopProvider", "").Detail}
		}
	}()
	return s.frameworkServer.StopProvider(ctx, req)
}

// CallFunction implements frameworkServer.
func (s *Server) CallFunction(ctx context.Context, req *tfprotov6.CallFunctionRequest) (resp *tfprotov6.CallFunctionResponse, err error) {
	defer func() {
		if p := recover(); p != nil {
			resp = &tfprotov6.CallFunctionResponse{Error: &tfprotov6.FunctionError{Text: s.crash(p, "CallFunction", req.Name).Detail}}
		}
	}()
	return s.frameworkServer.CallFunction(ctx, req)
}

// ListResource implements frameworkServer.
func (s *Server) ListResource(ctx context.Context, req *tfprotov6.ListResourceRequest) (resp *tfprotov6.ListResourceServerStream, err error) {
	last := func(d []*tfprotov6.Diagnostic) tfprotov6.ListResourceResult {
		return tfprotov6.ListResourceResult{Diagnostics: d}
	}
	defer func() {
		if p := recover(); p != nil {
			d := []*tfprotov6.Diagnostic{s.crash(p, "ListResource", req.TypeName)}
			resp = &tfprotov6.ListResourceServerStream{Results: func(yield func(tfprotov6.ListResourceResult) bool) { yield(last(d)) }}
		}
	}()
	resp, err = s.frameworkServer.ListResource(ctx, req)
	if resp != nil {
		resp.Results = rescued(s, resp.Results, "ListResource", req.TypeName, last)
	}
	return resp, err
}

// InvokeAction implements frameworkServer.
func (s *Server) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (resp *tfprotov6.InvokeActionServerStream, err error) {
	last := func(d []*tfprotov6.Diagnostic) tfprotov6.InvokeActionEvent {
		return tfprotov6.InvokeActionEvent{Type: tfprotov6.CompletedInvokeActionEventType{Diagnostics: d}}
	}
	defer func() {
		if p := recover(); p != nil {
			d := []*tfprotov6.Diagnostic{s.crash(p, "InvokeAction", req.ActionType)}
			resp = &tfprotov6.InvokeActionServerStream{Events: func(yield func(tfprotov6.InvokeActionEvent) bool) { yield(last(d)) }}
		}
	}()
	resp, err = s.frameworkServer.InvokeAction(ctx, req)
	if resp != nil {
		resp.Events = rescued(s, resp.Events, "InvokeAction", req.ActionType, last)
	}
	return resp, err
}
