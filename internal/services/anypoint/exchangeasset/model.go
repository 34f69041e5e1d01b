package exchangeasset

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/anypoint"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	OrganizationID types.String `tfsdk:"organization_id"`
	GroupID        types.String `tfsdk:"group_id"`
	AssetID        types.String `tfsdk:"asset_id"`
	Version        types.String `tfsdk:"version"`
	Name           types.String `tfsdk:"name"`
	Description    types.String `tfsdk:"description"`
	Type           types.String `tfsdk:"type"`
	APIVersion     types.String `tfsdk:"api_version"`
	Status         types.String `tfsdk:"status"`
	Tags           types.Set    `tfsdk:"tags"`
	Keywords       types.Set    `tfsdk:"keywords"`
	AssetLink      types.String `tfsdk:"asset_link"`
	MainFile       types.String `tfsdk:"main_file"`
	Files          types.List   `tfsdk:"files"`
	FilesHash      types.String `tfsdk:"files_hash"`
	DeleteType     types.String `tfsdk:"delete_type"`
}

type file struct {
	Classifier types.String `tfsdk:"classifier"`
	Packaging  types.String `tfsdk:"packaging"`
	Path       types.String `tfsdk:"path"`
	Content    types.String `tfsdk:"content"`
}

const (
	published  = "published"
	hardDelete = "hard-delete"
	softDelete = "soft-delete"
)

func (m model) gav() anypoint.GAV {
	return anypoint.GAV{Group: m.GroupID.ValueString(), Asset: m.AssetID.ValueString(), Version: m.Version.ValueString()}
}

// expand is the form that publishes the asset. What the platform takes later
// in a way of its own is not among it.
func expand(m model) []anypoint.Field {
	var fields []anypoint.Field
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, anypoint.Field{Name: name, Value: value})
		}
	}
	add("name", m.Name.ValueString())
	add("description", m.Description.ValueString())
	add("type", m.Type.ValueString())
	if m.Status.ValueString() == "development" { // the only other state that a publication can begin with
		add("status", "development")
	}
	add("keywords", strings.Join(tf.Strings(m.Keywords), ","))
	add("tags", strings.Join(tf.Strings(m.Tags), ","))
	add("properties.apiVersion", m.APIVersion.ValueString())
	add("properties.assetLink", m.AssetLink.ValueString())
	add("properties.mainFile", m.MainFile.ValueString())
	return fields
}

// uploads reads the files.
func uploads(ctx context.Context, list types.List) ([]anypoint.Upload, error) {
	var files []file
	if diags := list.ElementsAs(ctx, &files, false); diags.HasError() {
		return nil, fmt.Errorf("the files could not be understood: %s", diags[0].Detail())
	}
	out := make([]anypoint.Upload, len(files))
	for i, f := range files {
		out[i] = anypoint.Upload{Classifier: f.Classifier.ValueString(), Packaging: f.Packaging.ValueString(), Name: f.Classifier.ValueString() + "." + f.Packaging.ValueString()}
		if f.Path.IsNull() {
			out[i].Content = []byte(f.Content.ValueString())
			continue
		}
		content, err := os.ReadFile(f.Path.ValueString())
		if err != nil {
			return nil, err
		}
		out[i].Content, out[i].Name = content, filepath.Base(f.Path.ValueString())
	}
	return out, nil
}

// hashOf tells one set of files from another.
func hashOf(files []anypoint.Upload) types.String {
	if len(files) == 0 {
		return types.StringNull()
	}
	h := sha256.New()
	for _, f := range files {
		_, _ = fmt.Fprintf(h, "%q %q %d\n", f.Classifier, f.Packaging, len(f.Content))
		_, _ = h.Write(f.Content)
	}
	return types.StringValue(hex.EncodeToString(h.Sum(nil)))
}

// sent is the asset as its publication made it, until the platform tells.
func sent(m model) anypoint.Asset {
	return anypoint.Asset{
		OrganizationID: m.OrganizationID.ValueString(), GroupID: m.GroupID.ValueString(), AssetID: m.AssetID.ValueString(), Version: m.Version.ValueString(),
		Name: m.Name.ValueString(), Description: m.Description.ValueString(), Type: m.Type.ValueString(), Status: published,
		ProductAPIVersion: m.APIVersion.ValueString(), Labels: append(tf.Strings(m.Keywords), tf.Strings(m.Tags)...),
		External: anypoint.ExternalFile{URL: m.AssetLink.ValueString()},
	}
}

func flatten(ctx context.Context, m *model, a anypoint.Asset) (diags diag.Diagnostics) {
	if a.OrganizationID != "" {
		m.OrganizationID = types.StringValue(a.OrganizationID)
	}
	m.GroupID = types.StringValue(a.GroupID)
	m.AssetID = types.StringValue(a.AssetID)
	m.Version = types.StringValue(a.Version)
	m.Name = types.StringValue(a.Name)
	m.Description = tf.String(a.Description)
	m.Type = types.StringValue(a.Type)
	m.APIVersion = tf.String(a.APIVersion())
	m.Status = types.StringValue(a.Status)
	m.AssetLink = tf.String(a.External.URL)
	// Exchange shows keywords and tags in one list.
	keywords := tf.Strings(m.Keywords)
	tags := slices.DeleteFunc(slices.Clone(a.Labels), func(label string) bool {
		return slices.Contains(keywords, label) && !slices.Contains(tf.Strings(m.Tags), label)
	})
	m.Tags = tf.Set(tags, m.Tags)
	if m.Keywords.IsNull() {
		m.Keywords = types.SetNull(types.StringType)
	}
	m.MainFile = tf.String(mainFile(a))
	if m.FilesHash.IsUnknown() {
		files, err := uploads(ctx, m.Files)
		if err != nil {
			diags.AddError("Unable to Read a File", err.Error())
		}
		m.FilesHash = hashOf(files)
	}
	if m.DeleteType.IsNull() {
		m.DeleteType = types.StringValue(hardDelete)
	}
	return diags
}

// mainFile is that of a file that was uploaded, not of one that the platform
// made of it.
func mainFile(a anypoint.Asset) string {
	for _, f := range a.Files {
		if !f.Generated && f.MainFile != "" {
			return f.MainFile
		}
	}
	return ""
}
