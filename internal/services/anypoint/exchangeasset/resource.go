// Package exchangeasset publishes assets in Anypoint Exchange.
package exchangeasset

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

var object = crud.Object{
	Name: "anypoint_exchange_asset", Noun: "Anypoint Exchange Asset", Platform: crud.Anypoint,
	Identity: []string{"group_id", "asset_id", "version"},
	Define:   define,
	Needs:    crud.AnypointNeeds("*Exchange Contributor* (*Exchange Viewer* for reading only, *Exchange Administrator* for deleting what others published)"),
}

// NewResource is gatehouse_anypoint_exchange_asset.
func NewResource() resource.Resource {
	return crud.New(object, crud.Ops[model, anypoint.Asset]{
		Create: create, Read: read, Update: update, Delete: remove, Flatten: flatten, Validate: validate, Plan: plan,
		// Both other providers for Anypoint have this type. Exchange tells nobody
		// where an asset's link leads.
		Moves: []crud.Move{{
			From: "anypoint_exchange_asset", Identity: map[string]string{"group_id": "group_id", "asset_id": "asset_id", "version": "version"},
			Keep: map[string]string{"organization_id": "organization_id|org_id", "asset_link": "asset_link"},
		}},
	})
}

func create(ctx context.Context, c *crud.Clients, w crud.Write[model], saved func(anypoint.Asset)) (anypoint.Asset, error) {
	client, err := c.Anypoint()
	if err != nil {
		return anypoint.Asset{}, err
	}
	files, err := uploads(ctx, w.Plan.Files)
	if err != nil {
		return anypoint.Asset{}, &crud.AttributeError{Path: path.Root("files"), Summary: "Unable to Read a File", Detail: err.Error()}
	}
	gav := w.Plan.gav()
	if err := client.Publish(ctx, w.Plan.OrganizationID.ValueString(), gav, expand(w.Plan), files); err != nil {
		return anypoint.Asset{}, explain(ctx, client, gav, err)
	}
	saved(sent(w.Plan))
	if w.Plan.Status.ValueString() == "deprecated" { // a publication cannot begin so
		if err := client.SetAssetStatus(ctx, gav, "deprecated"); err != nil {
			return anypoint.Asset{}, err
		}
	}
	return client.Asset(ctx, gav) // the answer holds only what was sent
}

// explain says which of the reasons for a conflict it is: the platform's
// sentence is the same for all.
func explain(ctx context.Context, client *anypoint.Client, gav anypoint.GAV, err error) error {
	e := rest.As(err)
	switch {
	case e == nil:
	case e.Status == http.StatusConflict:
		twin, readErr := client.Asset(ctx, gav)
		switch {
		case readErr == nil:
			e.Twin = &rest.Twin{ID: gav.String(), Object: twin}
			e.Next = "This version exists already, and a version cannot be published twice. Import it, or raise the version."
		case rest.IsNotFound(readErr):
			e.Next = "No such version is there, so that it was deleted softly, which keeps its coordinates for ever, or it is being published right now. Choose another version (or another asset_id), or wait for the publication and import the asset."
		}
	case rest.IsAmbiguous(err):
		e.Next = fmt.Sprintf("The asset may have been published all the same. Look for %s in Exchange before you apply again, and import it if it is there.", gav)
	}
	return err
}

func read(ctx context.Context, c *crud.Clients, m model) (anypoint.Asset, error) {
	client, err := c.Anypoint()
	if err != nil {
		return anypoint.Asset{}, err
	}
	return client.Asset(ctx, m.gav())
}

func update(ctx context.Context, c *crud.Clients, w crud.Write[model]) (anypoint.Asset, error) {
	client, err := c.Anypoint()
	if err != nil {
		return anypoint.Asset{}, err
	}
	gav := w.Prior.gav()
	var name, description *string
	if !w.Plan.Name.Equal(w.Prior.Name) {
		name = new(w.Plan.Name.ValueString())
	}
	if !w.Plan.Description.Equal(w.Prior.Description) {
		description = new(w.Plan.Description.ValueString())
	}
	if name != nil || description != nil {
		if err := client.RenameAsset(ctx, gav, name, description); err != nil {
			return anypoint.Asset{}, err
		}
	}
	if !w.Plan.Tags.Equal(w.Prior.Tags) {
		if err := client.SetAssetTags(ctx, gav, tf.Strings(w.Plan.Tags)); err != nil {
			return anypoint.Asset{}, err
		}
	}
	if !w.Plan.Status.Equal(w.Prior.Status) {
		if err := client.SetAssetStatus(ctx, gav, w.Plan.Status.ValueString()); err != nil {
			return anypoint.Asset{}, err
		}
	}
	return client.Asset(ctx, gav) // those calls answer nothing
}

func remove(ctx context.Context, c *crud.Clients, m model) error {
	client, err := c.Anypoint()
	if err != nil {
		return err
	}
	soft := m.DeleteType.ValueString() == softDelete
	err = client.DeleteAsset(ctx, m.gav(), soft)
	switch e := rest.As(err); {
	case e == nil:
	case e.Status == http.StatusConflict:
		e.Next = "Something uses this version: API instances, or assets that depend on it. Remove them first; if Terraform manages them, let them refer to this asset's attributes, so that they are destroyed before it."
	case e.Status == http.StatusForbidden && !soft:
		e.Next = "The organization may forbid hard deletion (Exchange > Settings). Set delete_type = \"soft-delete\" and apply before you destroy; the version's coordinates then stay taken for ever. Otherwise grant the permission: " + e.Next
	}
	return err
}

// plan completes what the provider itself decides: the group, which is the
// organization's unless it is said, and what is in the files.
func plan(ctx context.Context, _ *crud.Clients, p *crud.Plan[model]) {
	if p.Destroy {
		return
	}
	if p.Config.GroupID.IsNull() {
		p.Set(ctx, path.Root("group_id"), p.Planned.OrganizationID)
		if !p.Create && !p.Prior.GroupID.Equal(p.Planned.OrganizationID) {
			p.Replace(path.Root("group_id"))
		}
	}
	if !p.Create && !p.Planned.Keywords.Equal(p.Prior.Keywords) && !imported(p) {
		p.Replace(path.Root("keywords"))
	}
	hash := types.StringUnknown()
	if allKnown(p.Config.Files) {
		files, err := uploads(ctx, p.Config.Files)
		if err != nil {
			p.Diagnostics.AddAttributeError(path.Root("files"), "Unable to Read a File", err.Error()+".")
			return
		}
		hash = hashOf(files)
	}
	p.Set(ctx, path.Root("files_hash"), hash)
	// Nothing is known of the files of an asset that was imported: they count as the same.
	if !p.Create && !p.Prior.FilesHash.IsNull() && !p.Prior.FilesHash.Equal(hash) {
		p.Replace(path.Root("files_hash"))
	}
}

// imported tells whether the asset has the configuration's keywords already:
// Exchange shows them among the tags, so that an import cannot tell them apart.
func imported(p *crud.Plan[model]) bool {
	if !p.Prior.Keywords.IsNull() || p.Planned.Keywords.IsUnknown() {
		return false
	}
	shown := tf.Strings(p.Prior.Tags)
	return !slices.ContainsFunc(tf.Strings(p.Planned.Keywords), func(k string) bool { return !slices.Contains(shown, k) })
}

func allKnown(files types.List) bool {
	if files.IsUnknown() {
		return false
	}
	for _, e := range files.Elements() {
		o, ok := e.(types.Object)
		if !ok || o.IsUnknown() {
			return false
		}
		for _, v := range o.Attributes() {
			if v.IsUnknown() {
				return false
			}
		}
	}
	return true
}
