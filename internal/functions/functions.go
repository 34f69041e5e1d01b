// Package functions has the provider's functions: small and pure, without any
// request.
package functions

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// fn is a function as data.
type fn struct {
	name       string
	definition function.Definition
	run        func(ctx context.Context, req function.RunRequest, resp *function.RunResponse)
}

func (f fn) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = f.name
}

func (f fn) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = f.definition
}

func (f fn) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	f.run(ctx, req, resp)
}

// fail is an error about the argument with that number.
func fail(resp *function.RunResponse, argument int64, format string, args ...any) {
	resp.Error = function.ConcatFuncErrors(resp.Error, function.NewArgumentFuncError(argument, fmt.Sprintf(format, args...)))
}

// NewIssuerURL is issuer_url.
func NewIssuerURL() function.Function {
	return fn{
		name: "issuer_url",
		definition: function.Definition{
			Summary:             "The issuer of an Okta authorization server",
			MarkdownDescription: "The issuer of an authorization server from the org's address and the server's identifier. An identifier that is null or empty stands for the org authorization server. It only puts text together: a server on a custom domain has another issuer, which `gatehouse_okta_auth_server` tells.",
			Parameters: []function.Parameter{
				function.StringParameter{Name: "org_url", MarkdownDescription: "The org's address, such as `https://dev-1.okta.com`."},
				function.StringParameter{Name: "auth_server_id", MarkdownDescription: "The authorization server's identifier, or `default`.", AllowNullValue: true},
			},
			Return: function.StringReturn{},
		},
		run: func(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
			var org string
			var server *string
			if resp.Error = req.Arguments.Get(ctx, &org, &server); resp.Error != nil {
				return
			}
			if err := tf.CheckURL(org); err != nil {
				fail(resp, 0, "%s.", err)
				return
			}
			issuer := strings.TrimRight(org, "/")
			if server != nil && *server != "" {
				if strings.ContainsAny(*server, "/?#") {
					fail(resp, 1, "%q is not the identifier of an authorization server. Give one such as aus1abc or default.", *server)
					return
				}
				issuer += "/oauth2/" + url.PathEscape(*server)
			}
			resp.Error = resp.Result.Set(ctx, issuer)
		},
	}
}

// NewScopes is scopes.
func NewScopes() function.Function {
	return fn{
		name: "scopes",
		definition: function.Definition{
			Summary:             "The scopes in a text",
			MarkdownDescription: "The set of scopes in a text as OAuth 2.0 writes them: separated by spaces, each once. Commas and line breaks separate as well, as people write lists.",
			Parameters:          []function.Parameter{function.StringParameter{Name: "text", MarkdownDescription: "The scopes, such as `openid profile mulescope`."}},
			Return:              function.SetReturn{ElementType: types.StringType},
		},
		run: func(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
			var text string
			if resp.Error = req.Arguments.Get(ctx, &text); resp.Error != nil {
				return
			}
			all := map[string]bool{}
			for _, scope := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' || r == '\r' }) {
				if !tf.IsScope(scope) {
					fail(resp, 0, "%q is not the name of a scope: it has visible ASCII characters only, without quotation marks and backslashes (RFC 6749, section 3.3).", scope)
					return
				}
				all[scope] = true
			}
			resp.Error = resp.Result.Set(ctx, append([]string{}, slices.Sorted(maps.Keys(all))...)) // never null
		},
	}
}
