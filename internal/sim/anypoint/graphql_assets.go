package anypoint

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// graph resolves the queries of Exchange's graph. The platform's lock is held
// while a query runs; its fields are resolved at the same time, so that nothing
// in here may write.
type graph struct{ p *Platform }

// ignored takes an argument's value and forgets it.
type ignored struct{}

// ImplementsGraphQLType tells that it stands for any scalar of the schema.
func (ignored) ImplementsGraphQLType(string) bool { return true }

// UnmarshalGraphQL takes any value.
func (*ignored) UnmarshalGraphQL(any) error { return nil }

// graphSearch are the arguments of assets; nil is one that was not given.
type graphSearch struct {
	OrganizationIDs, Types, Labels                         *[]*string
	MasterOrganizationID, SearchTerm, Type, MinMuleVersion *string
	Public, LatestVersionsOnly, IsGenerated, SharedWithMe  *bool
	Offset, Limit                                          *int32
	Categories                                             *[]*ignored
	CustomFields, ExtensionModel                           *ignored
}

// Assets searches as GET /exchange/api/v2/assets/search does, except that it
// lists every version unless only the latest are asked for: public clients
// collect the versions of an asset that way. Assets of organizations in which
// the asker may not view Exchange are left out. A list that is empty filters
// nothing, as one that is not given. 20 assets are a page when no limit is
// given (documented). Not known: the highest limit, and the order.
func (g *graph) Assets(ctx context.Context, args graphSearch) (*[]*graphAsset, error) {
	out := []*graphAsset{}
	who, signedIn := ctx.Value(asker{}).(*principal)
	if !signedIn || told(args.Public) {
		return &out, nil // no asset of the simulator is public
	}
	if root := args.MasterOrganizationID; root != nil && *root != g.p.root().id {
		return &out, nil
	}
	types, labels := given(args.Types), given(args.Labels)
	if kind := told(args.Type); kind != "" {
		types = append(types, kind)
	}
	list := g.p.findAssets(assetSearch{
		text: told(args.SearchTerm), types: types, orgs: given(args.OrganizationIDs), allVersions: !told(args.LatestVersionsOnly),
	})
	list = slices.DeleteFunc(list, func(a asset) bool {
		has := slices.Concat(a.keywords, a.tags)
		hidden := !who.may(viewExchange, a.org, "") && !who.may(readOnlyAccess, a.org, "")
		return hidden || slices.ContainsFunc(labels, func(label string) bool { return !slices.Contains(has, label) })
	})
	offset, limit := int(told(args.Offset)), 20
	if args.Limit != nil {
		limit = int(*args.Limit)
	}
	if offset < 0 || limit < 0 {
		return nil, errors.New("offset and limit must not be negative") // the message is not known
	}
	offset = min(offset, len(list))
	for _, a := range list[offset:min(len(list), offset+limit)] {
		shown, err := g.p.graphAsset(a)
		if err != nil {
			return nil, err
		}
		out = append(out, shown)
	}
	return &out, nil
}

// told is an argument's value, or its type's zero value when it was not given.
func told[T any](v *T) (value T) {
	if v != nil {
		value = *v
	}
	return value
}

// given are the texts of a list argument. A null in it says nothing.
func given(list *[]*string) []string {
	var out []string
	for _, s := range told(list) {
		if s != nil {
			out = append(out, *s)
		}
	}
	return out
}

// graphAsset is an asset in the graph, with the values that Exchange's REST API
// shows. A nil pointer is null. Its fields are those of the schema.
type graphAsset struct {
	OrganizationID, GroupID, AssetID, Version, MinorVersion, VersionGroup *string
	Name, Description, Type, Status, CreatedDate, UpdatedDate, AssetLink  *string
	OriginalFormat, MinMuleVersion                                        *string
	IsPublic, IsLatestVersion, IsSnapshot, IsGenerated, IsMozartTemplate  *bool
	Rating                                                                *float64
	NumberOfRates                                                         *int32
	Labels                                                                *[]string
	Files                                                                 *[]*graphFile
	OtherVersions                                                         *[]*graphVersion
	Tags                                                                  *[]*graphTag
	Categories                                                            *[]*graphCategory
	Dependencies                                                          *[]*graphDependency
	CreatedBy                                                             *graphUser
}

type graphFile struct {
	Classifier, Packaging, MD5, SHA1, MainFile          *string
	ExternalLink, DownloadURL, CreatedDate, UpdatedDate *string
	Size                                                *int32
	IsGenerated                                         *bool
}

type graphVersion struct {
	GroupID, AssetID, Version, MinorVersion, VersionGroup, Type, Status *string
	IsPublic, IsSnapshot                                                *bool
}

type graphTag struct{ Key, Value *string }

type graphCategory struct {
	Key, DisplayName *string
	Value            *[]string
}

type graphDependency struct{ GroupID, AssetID, Version *string }

type graphUser struct{ ID *string }

// graphAsset takes an asset's values out of its REST form: encoding/json
// matches the names without regard to case, as the library does.
func (p *Platform) graphAsset(a asset) (*graphAsset, error) {
	raw, err := json.Marshal(p.assetJSON(a, false))
	if err != nil {
		return nil, fmt.Errorf("showing %s: %w", a.gav(), err)
	}
	out := &graphAsset{}
	if err := json.Unmarshal(raw, out); err != nil {
		return nil, fmt.Errorf("showing %s: %w", a.gav(), err)
	}
	latest := p.isLatest(a)
	out.IsLatestVersion = &latest
	return out, nil
}
