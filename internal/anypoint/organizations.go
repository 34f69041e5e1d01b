package anypoint

import (
	"context"
	"iter"
	"net/http"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// Organization is a root organization or a business group.
type Organization struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	OwnerID  string   `json:"ownerId"`
	ClientID string   `json:"clientId"`
	ParentID string   `json:"parentId"`              // empty for a root organization
	Parents  []string `json:"parentOrganizationIds"` // the root first
	// SessionTimeout and Entitlements are missing in lists.
	SessionTimeout *int64 `json:"sessionTimeout"`
	Entitlements   Object `json:"entitlements"`
	// DeletedAt is set where an organization is gone that is still answered.
	DeletedAt string         `json:"deletedAt"`
	Groups    []Organization `json:"subOrganizations"` // in a hierarchy only
}

// Parent is the organization directly above, empty for a root organization.
// The vendor's document has the list of all only.
func (o Organization) Parent() string {
	if n := len(o.Parents); o.ParentID == "" && n > 0 {
		return o.Parents[n-1]
	}
	return o.ParentID
}

// OrganizationChange are the members of an organization that a request may
// hold. What is nil is left out.
type OrganizationChange struct {
	Name           string         `json:"name"`
	OwnerID        string         `json:"ownerId"`
	ParentID       string         `json:"parentOrganizationId,omitempty"` // of a new one only
	SessionTimeout *int64         `json:"sessionTimeout,omitempty"`
	Entitlements   map[string]any `json:"entitlements,omitzero"`
}

const organizationPath = "/accounts/api/organizations/{organizationId}"

// Organizations are all of them. There is no list: see Groups.
func (c *Client) Organizations() *rest.Collection[Organization] {
	return &rest.Collection[Organization]{
		Client: c.Client, Noun: "organization",
		Path: rest.P("/accounts/api/organizations"), Item: "/{organizationId}",
		ID: func(o Organization) string { return o.ID },
	}
}

// Organization reads one. One that was deleted is not found, although the
// platform may still answer it.
func (c *Client) Organization(ctx context.Context, id string) (Organization, error) {
	o, err := c.Organizations().Get(ctx, id)
	if err == nil && o.DeletedAt != "" {
		err = &rest.Error{
			Platform: "Anypoint Platform", Operation: "read the organization \"" + id + "\"", Method: http.MethodGet, Path: organizationPath,
			Status: http.StatusNotFound, Summary: "The organization was deleted at " + o.DeletedAt,
		}
	}
	return o, err
}

// Groups are the business groups below an organization, at every depth.
func (c *Client) Groups(ctx context.Context, id string) iter.Seq2[Organization, error] {
	top, err := rest.Do[Organization](ctx, c.Client, rest.Request{
		Operation: "list the business groups below the organization \"" + id + "\"", Method: http.MethodGet,
		Path: rest.P(organizationPath+"/hierarchy", id),
	})
	return func(yield func(Organization, error) bool) {
		if err != nil {
			yield(Organization{}, err)
			return
		}
		below(top, yield)
	}
}

func below(top Organization, yield func(Organization, error) bool) bool {
	for _, o := range top.Groups {
		if o.Parent() == "" {
			o.ParentID = top.ID
		}
		if o.DeletedAt == "" && !yield(o, nil) || !below(o, yield) {
			return false
		}
	}
	return true
}

// RootOrganization is the root above an organization, or itself.
func (c *Client) RootOrganization(ctx context.Context, id string) (string, error) {
	for {
		o, err := c.Organization(ctx, id)
		if err != nil || o.Parent() == "" {
			return id, err
		}
		id = o.Parent()
	}
}
