// Package networkzone looks up the network zones of an Okta org as data, for
// what refers to them by identifier, such as the network of an app's client.
package networkzone

import (
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/okta"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

type model struct {
	ID         types.String `tfsdk:"id"`
	Name       types.String `tfsdk:"name"`
	Type       types.String `tfsdk:"type"`
	Status     types.String `tfsdk:"status"`
	Usage      types.String `tfsdk:"usage"`
	System     types.Bool   `tfsdk:"system"`
	Gateways   []address    `tfsdk:"gateways"`
	Proxies    []address    `tfsdk:"proxies"`
	ProxyType  types.String `tfsdk:"proxy_type"`
	ASNs       *texts       `tfsdk:"asns"`
	Locations  *locations   `tfsdk:"locations"`
	Categories *texts       `tfsdk:"ip_service_categories"`
}

type address struct {
	Type  types.String `tfsdk:"type"`
	Value types.String `tfsdk:"value"`
}

type texts struct {
	Include types.Set `tfsdk:"include"`
	Exclude types.Set `tfsdk:"exclude"`
}

type locations struct {
	Include []location `tfsdk:"include"`
	Exclude []location `tfsdk:"exclude"`
}

type location struct {
	Country types.String `tfsdk:"country"`
	Region  types.String `tfsdk:"region"`
}

// flatten shows what the type of a zone has as empty where the zone has none of
// it, so that for_each takes it, and what the type has not as null. A type that
// is not known here shows what Okta gives.
func flatten(z okta.NetworkZone) model {
	var none okta.ZoneMembers[string]
	var nowhere okta.ZoneMembers[okta.ZoneLocation]
	if z.Type == okta.ZoneDynamic || z.Type == okta.ZoneEnhancedDynamic {
		z.ASNs, z.Locations = or(z.ASNs, &none), or(z.Locations, &nowhere)
	}
	if z.Type == okta.ZoneEnhancedDynamic {
		z.Categories = or(z.Categories, &none)
	}
	m := model{
		ID: types.StringValue(z.ID), Name: types.StringValue(z.Name), Type: types.StringValue(z.Type),
		Status: tf.String(z.Status), Usage: tf.String(z.Usage), System: types.BoolValue(z.System),
		ProxyType: tf.StringPointer(z.ProxyType), ASNs: flattenTexts(z.ASNs), Categories: flattenTexts(z.Categories),
	}
	if z.Type == okta.ZoneIP || z.Gateways != nil || z.Proxies != nil {
		m.Gateways, m.Proxies = each(z.Gateways, flattenAddress), each(z.Proxies, flattenAddress)
	}
	if z.Locations != nil {
		m.Locations = &locations{Include: each(z.Locations.Include, flattenLocation), Exclude: each(z.Locations.Exclude, flattenLocation)}
	}
	return m
}

func flattenTexts(m *okta.ZoneMembers[string]) *texts {
	if m == nil {
		return nil
	}
	return &texts{Include: tf.SetOf(m.Include), Exclude: tf.SetOf(m.Exclude)}
}

func flattenAddress(a okta.ZoneAddress) address {
	return address{Type: tf.String(a.Type), Value: tf.String(a.Value)}
}

func flattenLocation(l okta.ZoneLocation) location {
	return location{Country: tf.String(l.Country), Region: tf.StringPointer(l.Region)}
}

// each is never null, and leaves out repeated values, which a set cannot hold.
func each[A any, B comparable](all []A, flatten func(A) B) []B {
	out := make([]B, 0, len(all))
	for _, a := range all {
		if b := flatten(a); !slices.Contains(out, b) {
			out = append(out, b)
		}
	}
	return out
}

func or[T any](v, otherwise *T) *T {
	if v == nil {
		return otherwise
	}
	return v
}

// attributes are what is told of a zone.
func attributes() map[string]schema.Attribute {
	addresses := func(description string) schema.SetNestedAttribute {
		return schema.SetNestedAttribute{
			MarkdownDescription: description + " Null for other types than `IP`.", Computed: true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"type":  tf.Shown("The form of `value`: `CIDR` or `RANGE`."),
				"value": tf.Shown("The addresses, such as `198.51.100.0/24` or `198.51.100.7-198.51.100.9`. A single address is a range from itself to itself."),
			}},
		}
	}
	members := func(description string, include, exclude schema.Attribute) schema.SingleNestedAttribute {
		return schema.SingleNestedAttribute{
			MarkdownDescription: description, Computed: true, Attributes: map[string]schema.Attribute{"include": include, "exclude": exclude},
		}
	}
	set := func(description string) schema.Attribute {
		return schema.SetAttribute{MarkdownDescription: description, Computed: true, ElementType: types.StringType}
	}
	places := func(description string) schema.Attribute {
		return schema.SetNestedAttribute{
			MarkdownDescription: description, Computed: true,
			NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
				"country": tf.Shown("The country, a code of ISO 3166-1 of two letters, such as `US`."),
				"region":  tf.Shown("The region of the country as Okta gives it, a code of ISO 3166-2, such as `AF-BGL`. Null where the whole country is meant."),
			}},
		}
	}
	const never = " Always empty for the type `DYNAMIC`."
	return map[string]schema.Attribute{
		"id":         tf.Shown("The zone's identifier."),
		"name":       tf.Shown("The zone's name."),
		"type":       tf.Shown("The type of zone: `IP`, `DYNAMIC` or `DYNAMIC_V2` (enhanced dynamic zone)."),
		"status":     tf.Shown("Whether the zone counts: `ACTIVE` or `INACTIVE`."),
		"usage":      tf.Shown("What the zone is for: `POLICY` (policies and clients refer to it) or `BLOCKLIST` (whoever comes from it is refused)."),
		"system":     schema.BoolAttribute{MarkdownDescription: "Whether Okta made the zone itself.", Computed: true},
		"gateways":   addresses("The addresses that belong to the zone."),
		"proxies":    addresses("The addresses of proxies that may forward requests from the gateways."),
		"proxy_type": tf.Shown("The kind of proxy that a request must come through, such as `Any`, as Okta gives it. Null where it does not matter, and for other types than `DYNAMIC`."),
		"asns": members("The autonomous systems, by number (ASN). Null for the type `IP`.",
			set("The numbers that belong to the zone."), set("The numbers that do not belong to it."+never)),
		"locations": members("The countries and their regions. Null for the type `IP`.",
			places("The places that belong to the zone."), places("The places that do not belong to it."+never)),
		"ip_service_categories": members("The categories of IP services, such as proxies and virtual private networks. Null for other types than `DYNAMIC_V2`.",
			set("The categories that belong to the zone, such as `ALL_ANONYMIZERS`."), set("The categories that do not belong to it.")),
	}
}
