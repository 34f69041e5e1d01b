package anypoint

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// APIInstance is an API in an environment, as API Manager shows it.
type APIInstance struct {
	ID             ID     `json:"id"`
	APIID          ID     `json:"apiId"` // in place of id in the documented answer to a promotion
	OrganizationID string `json:"organizationId"`
	EnvironmentID  string `json:"environmentId"`
	// MasterOrganizationID is the root organization, which client applications belong to.
	MasterOrganizationID string `json:"masterOrganizationId"`

	GroupID        string `json:"groupId"`
	AssetID        string `json:"assetId"`
	AssetVersion   string `json:"assetVersion"`
	ProductVersion string `json:"productVersion"`

	Technology                string      `json:"technology"`
	ProviderID                string      `json:"providerId"` // empty: Anypoint's own client identities
	InstanceLabel             string      `json:"instanceLabel"`
	ApprovalMethod            string      `json:"approvalMethod"`
	ConsumerEndpoint          string      `json:"endpointUri"`
	Description               string      `json:"description"`
	Tags                      []string    `json:"tags"`
	Deprecated                bool        `json:"deprecated"`
	Status                    string      `json:"status"`
	AutodiscoveryInstanceName string      `json:"autodiscoveryInstanceName"`
	Endpoint                  *Endpoint   `json:"endpoint"`
	Deployment                *Deployment `json:"deployment"`
	Routing                   []Route     `json:"routing"`
	Audit                     Audit       `json:"audit"`

	// Read tells that the object was read by itself. Only then does it hold
	// TLS contexts.
	Read bool `json:"-"`
}

// Whole tells whether an answer is the whole object: those to some writes are
// documented to leave most of it out.
func (a APIInstance) Whole() bool {
	return a.ID != "" && a.AssetID != "" && a.Technology != "" && a.Endpoint != nil
}

// Endpoint is where an API is served and where its backend is.
type Endpoint struct {
	Type                 string       `json:"type"`
	URI                  string       `json:"uri"`
	ProxyURI             string       `json:"proxyUri"`
	IsCloudHub           *bool        `json:"isCloudHub"`
	DeploymentType       string       `json:"deploymentType"`
	ReferencesUserDomain *bool        `json:"referencesUserDomain"`
	ResponseTimeout      *int64       `json:"responseTimeout"`
	MuleVersion4OrAbove  *bool        `json:"muleVersion4OrAbove"`
	Validation           string       `json:"validation"`
	TLSContexts          *TLSContexts `json:"tlsContexts"`
}

// TLSContexts are those of an endpoint.
type TLSContexts struct {
	Inbound  *TLSContext `json:"inbound,omitempty"`
	Outbound *TLSContext `json:"outbound,omitempty"`
}

// TLSContext is a TLS context of the platform's secrets manager.
type TLSContext struct {
	SecretGroupID string `json:"secretGroupId"`
	TLSContextID  string `json:"tlsContextId"`
}

// Deployment is where a gateway runs the API.
type Deployment struct {
	EnvironmentID  string `json:"environmentId,omitempty"`
	Type           string `json:"type,omitempty"`
	ExpectedStatus string `json:"expectedStatus,omitempty"`
	Overwrite      *bool  `json:"overwrite,omitempty"`
	TargetID       string `json:"targetId,omitempty"`
	TargetName     string `json:"targetName,omitempty"`
	GatewayVersion string `json:"gatewayVersion,omitempty"`
}

// Route is a rule that sends requests to upstreams.
type Route struct {
	Label     string     `json:"label,omitempty"`
	Rules     *Rules     `json:"rules,omitempty"`
	Upstreams []Upstream `json:"upstreams"`
}

// Rules say which requests a route is for.
type Rules struct {
	Methods string            `json:"methods,omitempty"`
	Host    string            `json:"host,omitempty"`
	Path    string            `json:"path,omitempty"`
	Headers map[string]string `json:"headers,omitempty"`
}

// Upstream is a backend of a route.
type Upstream struct {
	ID         string      `json:"id,omitempty"`
	Label      string      `json:"label,omitempty"`
	URI        string      `json:"uri,omitempty"`
	Weight     *int64      `json:"weight,omitempty"`
	TLSContext *TLSContext `json:"tlsContext,omitempty"`
}

// Members are the parts of an API instance that a request has. A member that
// is there with nil is sent as null. The platform refuses null where it
// expects an object or a list.
type Members map[string]any

const (
	apisPath   = "/organizations/{organizationId}/environments/{environmentId}/apis"
	apiPath    = apisPath + "/{environmentApiId}"
	documented = "/apimanager/api/v1"
	// undocumented is what the vendor's own provider writes to: the documented
	// path knows no routes, no deployment and no method of approval.
	undocumented = "/apimanager/xapi/v1"
)

// base is the path that takes these members.
func (m Members) base() string {
	for _, name := range []string{"routing", "deployment", "approvalMethod"} {
		if _, has := m[name]; has {
			return undocumented
		}
	}
	return documented
}

// APIInstances are those of an environment.
func (c *Client) APIInstances(organizationID, environmentID string) *rest.Collection[APIInstance] {
	return &rest.Collection[APIInstance]{
		Client: c.Client, Noun: "API instance",
		Path: rest.P(documented+apisPath, organizationID, environmentID), Item: "/{environmentApiId}",
		List: url.Values{"limit": {"250"}, "offset": {"0"}}, Pager: apisOfAssets,
		One:     url.Values{"includeTlsContexts": {"true"}, "includeValidation": {"true"}},
		ID:      func(a APIInstance) string { return string(a.ID) },
		Created: func(a APIInstance) string { return a.Audit.Created.Date },
	}
}

// apisOfAssets is the pager of the list, which has assets with their APIs.
// Offset and limit count assets. An API there has no endpoint.
func apisOfAssets(c *rest.Client, r rest.Request, resp rest.Response) ([]json.RawMessage, rest.Request, bool, error) {
	assets, next, more, err := rest.OffsetLimit("assets")(c, r, resp)
	if err != nil {
		return nil, rest.Request{}, false, err
	}
	var apis []json.RawMessage
	for _, raw := range assets {
		var asset struct {
			APIs []json.RawMessage `json:"apis"`
		}
		if err := json.Unmarshal(raw, &asset); err != nil {
			return nil, rest.Request{}, false, fmt.Errorf("a list of APIs could not be understood: %w", err)
		}
		apis = append(apis, asset.APIs...)
	}
	return apis, next, more, nil
}

// APIInstance reads one. Where its routes only refer to upstreams, it looks
// those up.
func (c *Client) APIInstance(ctx context.Context, organizationID, environmentID, id string) (APIInstance, error) {
	a, err := c.APIInstances(organizationID, environmentID).Get(ctx, id)
	a.Read = true
	if err != nil || !a.refersToUpstreams() {
		return a, err
	}
	known, err := c.Upstreams(ctx, organizationID, environmentID, id)
	if err != nil {
		return a, err
	}
	for _, r := range a.Routing {
		for i, u := range r.Upstreams {
			at := slices.IndexFunc(known, func(k Upstream) bool { return k.ID == u.ID })
			if u.URI == "" && at >= 0 {
				r.Upstreams[i].URI, r.Upstreams[i].Label, r.Upstreams[i].TLSContext = known[at].URI, known[at].Label, known[at].TLSContext
			}
		}
	}
	return a, nil
}

func (a APIInstance) refersToUpstreams() bool {
	return slices.ContainsFunc(a.Routing, func(r Route) bool {
		return slices.ContainsFunc(r.Upstreams, func(u Upstream) bool { return u.URI == "" && u.ID != "" })
	})
}

// Upstreams are the backends of one API instance.
func (c *Client) Upstreams(ctx context.Context, organizationID, environmentID, id string) ([]Upstream, error) {
	answer, err := rest.Do[struct {
		Upstreams []Upstream `json:"upstreams"`
	}](ctx, c.Client, rest.Request{
		Operation: fmt.Sprintf("list the upstreams of the API instance %q", id), Method: http.MethodGet,
		Path: upstreamsOf(organizationID, environmentID, id), List: true,
	})
	return answer.Upstreams, err
}

// CreateAPIInstance makes one. A gateway that is still starting is given some
// time.
func (c *Client) CreateAPIInstance(ctx context.Context, organizationID, environmentID string, body Members, same func(APIInstance) bool) (APIInstance, error) {
	items := c.APIInstances(organizationID, environmentID)
	request := rest.Request{Path: rest.P(body.base()+apisPath, organizationID, environmentID), Body: body}
	for pause := 2 * time.Second; ; pause *= 2 {
		a, err := rest.CreateWith(ctx, items, request, same)
		if !rest.HasCode(err, "GatewayNotReadyError") {
			return a, err
		}
		if pause > 64*time.Second { // two minutes and a little
			rest.As(err).Next = "The gateway was not ready for two minutes. Look at it in Runtime Manager; apply again when it is connected."
			return a, err
		}
		select {
		case <-ctx.Done():
			return a, ctx.Err()
		case <-time.After(pause):
		}
	}
}

// PatchAPIInstance changes the members that body has.
func (c *Client) PatchAPIInstance(ctx context.Context, organizationID, environmentID, id string, body Members) (APIInstance, error) {
	c.offers.Delete(id)
	return rest.Do[APIInstance](ctx, c.Client, rest.Request{
		Operation: "update the API instance " + strconv.Quote(id), Method: http.MethodPatch,
		Path: rest.P(body.base()+apiPath, organizationID, environmentID, id), Body: body,
	})
}

func upstreamsOf(organizationID, environmentID, id string) rest.Path {
	return rest.P(documented+apiPath+"/upstreams", organizationID, environmentID, id)
}

// upstreamBody is what the platform takes of an upstream there.
func upstreamBody(u Upstream) any {
	return struct {
		Label string `json:"label,omitempty"`
		URI   string `json:"uri"`
	}{u.Label, u.URI}
}

// CreateUpstream makes an upstream; the answer may hold no more than its id.
func (c *Client) CreateUpstream(ctx context.Context, organizationID, environmentID, id string, u Upstream) (Upstream, error) {
	made, err := rest.Do[Upstream](ctx, c.Client, rest.Request{
		Operation: fmt.Sprintf("create an upstream of the API instance %q", id), Method: http.MethodPost,
		Path: upstreamsOf(organizationID, environmentID, id), Body: upstreamBody(u),
	})
	u.ID = made.ID
	return u, err
}

// PatchUpstream changes an upstream's label and address.
func (c *Client) PatchUpstream(ctx context.Context, organizationID, environmentID, id, upstreamID string, u Upstream) (Upstream, error) {
	return rest.Do[Upstream](ctx, c.Client, rest.Request{
		Operation: fmt.Sprintf("update the upstream %q of the API instance %q", upstreamID, id), Method: http.MethodPatch,
		Path: upstreamsOf(organizationID, environmentID, id).Join("/{upstreamId}", upstreamID), Body: upstreamBody(u),
	})
}

// DeleteUpstream removes an upstream.
func (c *Client) DeleteUpstream(ctx context.Context, organizationID, environmentID, id, upstreamID string) error {
	_, err := c.Send(ctx, rest.Request{
		Operation: fmt.Sprintf("delete the upstream %q of the API instance %q", upstreamID, id), Method: http.MethodDelete,
		Path: upstreamsOf(organizationID, environmentID, id).Join("/{upstreamId}", upstreamID),
	})
	return err
}
