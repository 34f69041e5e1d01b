package networkzone

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/crud"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// use says what people want of a zone.
const use = " The identifiers of zones are what the argument `network` of `gatehouse_okta_app_oauth` takes."

// NewDataSource is gatehouse_okta_network_zone.
func NewDataSource() datasource.DataSource {
	return &crud.DataSource[model]{
		Name: "okta_network_zone", Noun: "Okta Network Zone", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.networkZones"),
		Define: func() schema.Schema {
			all := attributes()
			all["id"] = tf.SoughtByID("The zone's identifier.", "name")
			all["name"] = tf.Sought("The zone's exact name, such as `LegacyIpZone`, which every org has. It is an error when no zone has it.")
			return schema.Schema{
				MarkdownDescription: "A network zone of the Okta org, by its identifier or by its exact name." + use,
				Attributes:          all,
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *model) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			found, err := crud.One(ctx, client.NetworkZones(), "Okta network zone", m.ID.ValueString(), m.Name.ValueString(), nil,
				func(z okta.NetworkZone) (id, name string) { return z.ID, z.Name })
			if err == nil {
				*m = flatten(found)
			}
			return err
		},
	}
}

type list struct {
	Usage  types.String `tfsdk:"usage"`
	System types.Bool   `tfsdk:"system"`
	Filter types.String `tfsdk:"filter"`
	Zones  []model      `tfsdk:"network_zones"`
}

// expression is the filter of Okta's API that all arguments make together, ""
// for none.
func (l list) expression() string {
	var parts []string
	if !l.Usage.IsNull() {
		parts = append(parts, "usage eq "+strconv.Quote(l.Usage.ValueString()))
	}
	if !l.System.IsNull() {
		parts = append(parts, "system eq "+strconv.FormatBool(l.System.ValueBool()))
	}
	if own := l.Filter.ValueString(); own != "" {
		if len(parts) > 0 {
			own = "(" + own + ")" // it may say "or"
		}
		parts = append(parts, own)
	}
	return strings.Join(parts, " and ")
}

// NewListDataSource is gatehouse_okta_network_zones.
func NewListDataSource() datasource.DataSource {
	return &crud.DataSource[list]{
		Name: "okta_network_zones", Noun: "Okta Network Zones", Platform: crud.Okta,
		Needs: crud.OktaReads("okta.networkZones"),
		Define: func() schema.Schema {
			return schema.Schema{
				MarkdownDescription: "The network zones of the Okta org, over all pages, those that Okta made itself included." + use + " Several arguments narrow the list together.",
				Attributes: map[string]schema.Attribute{
					"usage":         schema.StringAttribute{MarkdownDescription: "Only zones for this use: `POLICY` or `BLOCKLIST`. Default: all.", Optional: true, Validators: []validator.String{tf.Known(okta.ZoneUsages...)}},
					"system":        schema.BoolAttribute{MarkdownDescription: "Only zones that Okta made itself (`true`), or only those that it did not (`false`). Default: all.", Optional: true},
					"filter":        schema.StringAttribute{MarkdownDescription: "A filter expression of Okta's API over `id`, `usage` and `system`, such as `id eq \"nzo1\" or id eq \"nzo2\"`. Default: none.", Optional: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
					"network_zones": schema.ListNestedAttribute{MarkdownDescription: "The network zones, in Okta's order.", Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: attributes()}},
				},
			}
		},
		Fetch: func(ctx context.Context, c *crud.Clients, m *list) error {
			client, err := c.Okta()
			if err != nil {
				return err
			}
			query := url.Values{}
			if filter := m.expression(); filter != "" {
				query.Set("filter", filter)
			}
			m.Zones, err = crud.Gather(client.NetworkZones().All(ctx, query), crud.Plainly(flatten))
			return err
		},
	}
}
