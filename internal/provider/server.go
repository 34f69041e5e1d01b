package provider

import (
	"context"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
)

// frameworkServer is all that the framework's server does; plugin-go has its
// newer parts in interfaces of their own.
type frameworkServer interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
	tfprotov6.StateStoreServer
}

// Server is the provider's side of the protocol: the framework's server, but
// for what crud answers quicker.
type Server struct {
	frameworkServer
	provider *Provider
	quick    atomic.Pointer[map[string]crud.Quick] // by type; nil until it is configured
	report   func(difference string)               // nil: nothing is compared
}

// NewServer serves a provider. Each server is configured on its own.
func NewServer(p *Provider) *Server {
	own := &Provider{version: p.version, transport: p.transport, prompt: p.prompt}
	inner, ok := providerserver.NewProtocol6(own)().(frameworkServer)
	if !ok {
		panic("provider: the framework's server lacks a part of the protocol")
	}
	return &Server{frameworkServer: inner, provider: own}
}

// ConfigureProvider implements tfprotov6.ProviderServer.
func (s *Server) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (resp *tfprotov6.ConfigureProviderResponse, err error) {
	resp = &tfprotov6.ConfigureProviderResponse{}
	defer s.rescue(&resp.Diagnostics, "ConfigureProvider", "")
	resp, err = s.frameworkServer.ConfigureProvider(ctx, req)
	if s.provider.clients != nil {
		all := quickResources(ctx, s.provider.clients)
		s.quick.Store(&all)
	}
	return resp, err
}

func (s *Server) of(typeName string) crud.Quick {
	if all := s.quick.Load(); all != nil {
		return (*all)[typeName]
	}
	return nil
}

func quickResources(ctx context.Context, clients *crud.Clients) map[string]crud.Quick {
	out := map[string]crud.Quick{}
	for _, factory := range resources {
		r := factory()
		q, ok := r.(crud.Quick)
		if !ok {
			continue
		}
		var named resource.MetadataResponse
		r.Metadata(ctx, resource.MetadataRequest{ProviderTypeName: typeName}, &named)
		if c, ok := r.(resource.ResourceWithConfigure); ok {
			c.Configure(ctx, resource.ConfigureRequest{ProviderData: clients}, &resource.ConfigureResponse{})
		}
		out[named.TypeName] = q
	}
	return out
}

// PlanResourceChange implements tfprotov6.ResourceServer.
func (s *Server) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (resp *tfprotov6.PlanResourceChangeResponse, err error) {
	resp = &tfprotov6.PlanResourceChangeResponse{}
	defer s.rescue(&resp.Diagnostics, "PlanResourceChange", req.TypeName)
	if q := s.of(req.TypeName); q != nil {
		if s.report != nil {
			s.comparePlan(ctx, q, req)
		}
		if resp, ok := q.QuickPlan(ctx, req); ok {
			return resp, nil
		}
	}
	ctx, back := lend(ctx)
	defer back()
	return s.frameworkServer.PlanResourceChange(ctx, req)
}

// ReadResource implements tfprotov6.ResourceServer.
func (s *Server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (resp *tfprotov6.ReadResourceResponse, err error) {
	resp = &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, Private: req.Private, NewIdentity: req.CurrentIdentity}
	defer s.rescue(&resp.Diagnostics, "ReadResource", req.TypeName)
	if q := s.of(req.TypeName); q != nil {
		read := q.QuickRead
		if s.report != nil {
			read = func(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, bool) {
				return s.compareRead(ctx, q, req)
			}
		}
		if resp, ok := read(ctx, req); ok {
			return resp, nil
		}
	}
	ctx, back := lend(ctx)
	defer back()
	return s.frameworkServer.ReadResource(ctx, req)
}
