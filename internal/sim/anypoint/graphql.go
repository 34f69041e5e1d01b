package anypoint

import (
	"context"
	_ "embed" // the schema
	"encoding/json"
	"io"
	"net/http"

	graphql "github.com/graph-gophers/graphql-go"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

//go:embed data/exchange-graph.graphql
var graphSchema string

// asker is the key of the principal in a query's context; none is there for a
// query that came without credentials.
type asker struct{}

// registerGraphQL serves Exchange's graph, which the command line client lists
// assets with. Of its two documented queries, assets is here and asset is not.
// Not known: whether GET is served.
func (p *Platform) registerGraphQL() {
	schema := graphql.MustParseSchema(graphSchema, &graph{p}, graphql.UseFieldResolvers())
	p.Router.Handle("POST /graph/api/v2/graphql", func(r *http.Request) kernel.Answer {
		p.mu.Lock()
		defer p.mu.Unlock()
		return p.serveGraph(schema, r)
	})
}

// serveGraph answers {query, variables, operationName} with {data, errors}.
//
// Not known: the status of an answer with errors. 200 is what GraphQL over HTTP
// recommends for JSON answers to every well-formed request, also to a query
// that does not fit the schema; only a body that is no request gets 400.
func (p *Platform) serveGraph(schema *graphql.Schema, r *http.Request) kernel.Answer {
	var query struct {
		Query         string         `json:"query"`
		OperationName string         `json:"operationName"`
		Variables     map[string]any `json:"variables"`
	}
	raw, _ := io.ReadAll(r.Body)
	// Plain numbers: the library does not take json.Number for an Int.
	if err := json.Unmarshal(raw, &query); err != nil {
		return graphRefusal(http.StatusBadRequest, http.StatusBadRequest, "Malformed JSON: "+err.Error())
	}
	if query.Query == "" {
		return graphRefusal(http.StatusBadRequest, http.StatusBadRequest, "The body has no query")
	}
	ctx := r.Context()
	who, anonymous := p.asksGraph(r, query.Variables)
	switch {
	case anonymous:
	case who == nil:
		return graphRefusal(http.StatusOK, http.StatusUnauthorized, "Unauthorized")
	case !who.may(viewExchange, "", "") && !who.may(readOnlyAccess, "", ""):
		return graphRefusal(http.StatusOK, http.StatusForbidden, "Forbidden")
	default:
		ctx = context.WithValue(ctx, asker{}, who)
	}
	p.settle()
	return ok(schema.Exec(ctx, query.Query, query.OperationName, query.Variables))
}

// asksGraph finds out who sends a query; nil: nobody known. The credentials
// come in the header, or in a variable that the query need not declare: a
// token in accessToken, which is all that the command line client sends, or a
// whole header in authorization. The documentation says that the header goes
// first, and that none is needed for public assets.
func (p *Platform) asksGraph(r *http.Request, variables obj) (who *principal, anonymous bool) {
	header := r.Header.Get("Authorization")
	if header == "" {
		header = text(variables, "authorization")
	}
	if token := text(variables, "accessToken"); header == "" && token != "" {
		header = "Bearer " + token
	}
	if header == "" {
		return nil, true
	}
	asking := r.Clone(r.Context())
	asking.Header.Set("Authorization", header)
	return p.signedIn(asking), false
}

// graphRefusal is an answer without data. Clients of the graph's first version
// look for a status in its errors. Not known: the messages, whether the second
// version has the status, and whether it refuses a bad token at all or takes it
// for none.
func graphRefusal(status, told int, message string) kernel.Answer {
	return kernel.Answer{Status: status, Body: obj{"data": nil, "errors": []any{obj{"message": message, "status": told}}}}
}
