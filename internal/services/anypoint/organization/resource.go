// Package organization manages business groups, and tells the organizations
// that the provider's Anypoint credentials can see.
package organization

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "anypoint_organization", Noun: "Anypoint Organization", Platform: crud.Anypoint,
	Identity: []string{"id"},
	Define:   define,
	Needs:    crud.AnypointNeeds("*Create BGs under a given org* on the organization above and *Edit Organization* on the business group (the role Organization Administrator)"),
}

func define() schema.Schema {
	filled := []validator.String{tf.Doubt(stringvalidator.LengthAtLeast(1))}
	return schema.Schema{
		MarkdownDescription: "A business group: an organization below another one, with environments, permissions and entitlements of its own. A root organization cannot be created, only looked up with the data source. Destroying a business group also removes its environments and what is in them.",
		Attributes: map[string]schema.Attribute{
			"id":                     tf.ID("The organization's identifier."),
			"name":                   schema.StringAttribute{MarkdownDescription: "The organization's name.", Required: true, Validators: filled},
			"parent_organization_id": tf.Parent("The identifier of the organization above it."),
			"owner_id": schema.StringAttribute{
				MarkdownDescription: "The identifier of the user who owns the organization. The data source `gatehouse_anypoint_organization` tells the owner of the organization above.",
				Required:            true, Validators: filled,
			},
			"session_timeout": schema.Int64Attribute{
				MarkdownDescription: "After how long people have to sign in again, in the platform's unit: the vendor's document says milliseconds, and its examples have 60, the minutes of the console. Default: what the platform has.",
				Optional:            true, Computed: true,
				PlanModifiers: []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
			},
			"entitlements": entitlementsAttribute(),
			"client_id":    tf.ID("The client identifier with which gateways and runtimes of the organization sign in."),
		},
	}
}

// NewResource is gatehouse_anypoint_organization.
func NewResource() resource.Resource {
	identity := map[string]string{"id": "id"}
	return crud.New(object, crud.Ops[model, anypoint.Organization]{
		Create: create, Read: read, Update: update, Delete: remove, Flatten: flatten, Namesakes: crud.ByModel(namesakes), Later: []string{"session_timeout"},
		// MuleSoft's own provider, and the community's.
		Moves: []crud.Move{{From: "anypoint_organization", Identity: identity}, {From: "anypoint_bg", Identity: identity}},
	})
}

// family lets one change at a time happen below an organization: the platform
// refuses business groups that are made there at the same time.
func family(c *crud.Clients, m model) (unlock func()) {
	return c.Lock("anypoint organization " + m.ParentID.ValueString())
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(anypoint.Organization)) (o anypoint.Organization, err error) {
	client, err := c.Anypoint()
	if err != nil {
		return o, err
	}
	defer family(c, w.Plan)()
	// What is known by now, of what the configuration says.
	said := w.Config
	said.Name, said.OwnerID = w.Plan.Name, w.Plan.OwnerID
	body := expand(said)
	body.ParentID, body.SessionTimeout = w.Plan.ParentID.ValueString(), nil
	body.Entitlements = given(said.Entitlements) // empty rather than absent, as other clients send it
	o, err = client.Organizations().Create(ctx, body, nil)
	if err != nil {
		seek(ctx, client, body, err)
		return o, err
	}
	// The platform takes a session's length in an update only.
	if body = expand(said); body.SessionTimeout != nil {
		saved(o)
		body.Entitlements = nil
		if o, err = rest.Replace(ctx, client.Organizations(), o.ID, body); err != nil {
			return o, err
		}
	}
	return taken(w.Config, o)
}

// seek looks for the business group where the answer to its creation was lost:
// there is no list of organizations, but what is below one.
func seek(ctx context.Context, client *anypoint.Client, body anypoint.OrganizationChange, err error) {
	e := rest.As(err)
	if e == nil || !e.Ambiguous {
		return
	}
	for range 3 { // what lost the answer may not be over yet
		if sought(ctx, client, body, e) == nil {
			return
		}
	}
}

func sought(ctx context.Context, client *anypoint.Client, body anypoint.OrganizationChange, e *rest.Error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	twins, err := called(ctx, client, body.ParentID, body.Name)
	switch {
	case err != nil:
		return err
	case len(twins) == 0:
		e.Next = "No such business group is there now. Apply again."
	default:
		e.Twin = &twins[0]
		e.Next = fmt.Sprintf("There is a business group of this name now, with the id %q. It may be the one that this request made, or an older one. Import it if it is yours, or delete it, before you apply again.", e.Twin.ID)
	}
	return nil
}

// namesakes are the business groups with the name of a planned one, below the
// same organization.
func namesakes(ctx context.Context, c *crud.Clients, m *model) ([]rest.Twin, error) {
	client, err := c.Anypoint()
	if err != nil || client.Wrote() || m.Name.IsUnknown() || m.ParentID.ValueString() == "" {
		return nil, err
	}
	return called(ctx, client, m.ParentID.ValueString(), m.Name.ValueString())
}

// called are the business groups of that name right below an organization.
func called(ctx context.Context, client *anypoint.Client, parent, name string) (twins []rest.Twin, err error) {
	for o, err := range client.Groups(ctx, parent) {
		if err != nil {
			return nil, err
		}
		if o.Name == name && o.Parent() == parent {
			twins = append(twins, rest.Twin{ID: o.ID, Object: o})
		}
	}
	return twins, nil
}

// taken is what was written, or an error where the platform passed over a part of it.
func taken(config model, o anypoint.Organization) (anypoint.Organization, error) {
	at, ignored := refused(config.Entitlements, o.Entitlements)
	if !ignored {
		return o, nil
	}
	return o, &crud.Partly[anypoint.Organization]{Done: o, Err: &crud.AttributeError{Path: at, Summary: "Entitlement Not Taken", Detail: fmt.Sprintf(
		"Anypoint took the request for the business group %q, and shows another value of this entitlement: the organization above has too little of it, or its subscription decides. Take it out of the configuration, or give what the organization has.", o.Name)}}
}

func read(ctx context.Context, c *crud.Clients, m model) (o anypoint.Organization, err error) {
	client, err := c.Anypoint()
	if err != nil {
		return o, err
	}
	return client.Organization(ctx, m.ID.ValueString())
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (o anypoint.Organization, err error) {
	client, err := c.Anypoint()
	if err != nil {
		return o, err
	}
	defer family(c, w.Prior)()
	said := w.Config
	said.Name, said.OwnerID = w.Plan.Name, w.Plan.OwnerID
	if o, err = rest.Replace(ctx, client.Organizations(), w.Prior.ID.ValueString(), expand(said)); err != nil {
		return o, err
	}
	return taken(w.Config, o)
}

func remove(ctx context.Context, c *crud.Clients, m model) error {
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	defer family(c, m)()
	err = client.Organizations().Delete(ctx, m.ID.ValueString())
	if err != nil {
		// One that was deleted may still be answered, with the time of that.
		if _, gone := client.Organization(ctx, m.ID.ValueString()); rest.IsNotFound(gone) {
			return gone
		}
	}
	if e := rest.As(err); e != nil && e.Status == http.StatusBadRequest {
		e.Next = "Remove the business groups below it first; if Terraform manages them, let their parent_organization_id refer to this organization's id, so that they are removed before it. A root organization cannot be deleted."
	}
	return err
}
