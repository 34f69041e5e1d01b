package anypoint

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"slices"

	"github.com/graph-gophers/graphql-go"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// What Anypoint's GraphQL has is not published. This is what MuleSoft's command
// line asks of it for exchange:asset:list: one query. The argument type is not
// known to be there; it stands for that of the search of assets.
const graphSchema = `
type Query {
	assets(limit: Int, offset: Int, searchTerm: String, organizationIds: [String], type: String): [Asset!]!
}
type Asset {
	groupId: String!
	assetId: String!
	version: String!
	name: String!
	description: String
	type: String!
	status: String!
	organizationId: String!
	createdDate: String!
	updatedDate: String!
}`

func (p *Platform) registerGraphQL() {
	schema := graphql.MustParseSchema(graphSchema, &graph{p}, graphql.UseFieldResolvers(), graphql.MaxDepth(10))
	p.Router.Handle("POST /graph/api/v2/graphql", func(r *http.Request) kernel.Answer {
		p.mu.Lock()
		defer p.mu.Unlock()
		var in struct {
			Query     string         `json:"query"`
			Operation string         `json:"operationName"`
			Variables map[string]any `json:"variables"`
		}
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || in.Query == "" {
			// Not known: the words.
			return badRequest(r, "The request is not a GraphQL query")
		}
		// The command line sends no header: its token is a variable.
		if token, ok := in.Variables["accessToken"].(string); ok && r.Header.Get("Authorization") == "" {
			r.Header.Set("Authorization", "Bearer "+token)
			delete(in.Variables, "accessToken")
		}
		who := p.signedIn(r)
		if who == nil {
			return unauthorized()
		}
		return ok(schema.Exec(withCaller(r.Context(), who), in.Query, in.Operation, in.Variables))
	})
}

type callerKey struct{}

func withCaller(ctx context.Context, who *principal) context.Context {
	return context.WithValue(ctx, callerKey{}, who)
}

func callerOf(ctx context.Context) *principal {
	who, _ := ctx.Value(callerKey{}).(*principal)
	return who
}

// graph answers queries; the platform is locked while it does.
type graph struct{ p *Platform }

// graphAsset is an asset as a query sees it.
type graphAsset struct {
	GroupID, AssetID, Version, Name, Type, Status, OrganizationID, CreatedDate, UpdatedDate string
	Description                                                                             *string
}

// Assets are the newest versions of the assets, sorted by name. An asset that
// the caller may not see is left out. Not known: the platform's order.
func (g *graph) Assets(ctx context.Context, in struct {
	Limit, Offset    *int32
	SearchTerm, Type *string
	OrganizationIDs  *[]*string
},
) []graphAsset {
	p, who := g.p, callerOf(ctx)
	p.settle()
	wanted := func(a asset) bool {
		if in.OrganizationIDs == nil || len(*in.OrganizationIDs) == 0 {
			return true
		}
		return slices.ContainsFunc(*in.OrganizationIDs, func(id *string) bool { return id == nil || *id == "" || *id == a.org })
	}
	found := p.assets.List(func(a asset) bool {
		return p.versionsOf(a.group, a.id)[0].version == a.version && who.may(viewExchange, a.org, "") && wanted(a) &&
			(in.Type == nil || *in.Type == "" || *in.Type == a.kind) &&
			(in.SearchTerm == nil || contains(a.name, *in.SearchTerm) || contains(a.id, *in.SearchTerm))
	})
	slices.SortStableFunc(found, func(a, b asset) int { return cmp.Compare(a.name, b.name) })
	from, most := 0, 20 // not known: the usual number
	if in.Offset != nil {
		from = min(max(int(*in.Offset), 0), len(found))
	}
	if in.Limit != nil {
		most = max(int(*in.Limit), 0)
	}
	out := []graphAsset{}
	for _, a := range found[from:min(len(found), from+most)] {
		shown := graphAsset{
			GroupID: a.group, AssetID: a.id, Version: a.version, Name: a.name, Type: a.kind, Status: a.status, OrganizationID: a.org,
			CreatedDate: stamp(a.created), UpdatedDate: stamp(a.updated),
		}
		if a.description != "" {
			shown.Description = &a.description
		}
		out = append(out, shown)
	}
	return out
}
