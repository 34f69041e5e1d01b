package provider_test

import (
	"context"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/acctest"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/rest"
)

// wary answers everything with an empty list, and fails the test when a request
// goes where none may.
type wary struct {
	tb    testing.TB
	hosts []string // nil: any
}

func (w *wary) RoundTrip(r *http.Request) (*http.Response, error) {
	if !rest.Confidential(r.URL) || r.URL.User != nil || w.hosts != nil && !slices.Contains(w.hosts, r.URL.Host) {
		w.tb.Errorf("%s %s was sent", r.Method, r.URL)
	}
	if strings.Contains(r.URL.EscapedPath()+"/", "/../") {
		w.tb.Errorf("the path %s leads elsewhere", r.URL.EscapedPath())
	}
	body := `[]`
	if strings.Contains(r.URL.Host, "anypoint") || strings.Contains(r.URL.Path, "token") {
		body = `{"access_token":"x","data":[],"total":0}`
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

// served is a provider that is told by its protocol only.
type served struct {
	*provider.Server
	schema *tfprotov6.GetProviderSchemaResponse
}

func launch(tb testing.TB, transport http.RoundTripper) served {
	tb.Helper()
	for _, name := range append(anypointVariables, "OKTA_ORG_URL", "OKTA_API_TOKEN", "OKTA_ACCESS_TOKEN", "OKTA_API_CLIENT_ID", "OKTA_API_PRIVATE_KEY", "OKTA_API_SCOPES", "OKTA_CA_FILE") {
		tb.Setenv(name, "")
	}
	s := served{Server: provider.NewServer(provider.New("test").WithTransport(transport))}
	var err error
	if s.schema, err = s.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		tb.Fatal(err)
	}
	return s
}

func (s served) configure(tb testing.TB, config map[string]any) (refused bool) {
	tb.Helper()
	typ := s.schema.Provider.ValueType()
	block, err := tfprotov6.NewDynamicValue(typ, acctest.Value(typ, config))
	if err != nil {
		tb.Fatal(err)
	}
	valid, err := s.ValidateProviderConfig(context.Background(), &tfprotov6.ValidateProviderConfigRequest{Config: &block})
	if err != nil {
		tb.Fatal(err)
	}
	ready, err := s.ConfigureProvider(context.Background(), &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.14.0", Config: &block})
	if err != nil {
		tb.Fatal(err)
	}
	return failed(valid.Diagnostics) || failed(ready.Diagnostics)
}

func failed(diags []*tfprotov6.Diagnostic) bool {
	return slices.ContainsFunc(diags, func(d *tfprotov6.Diagnostic) bool { return d.Severity == tfprotov6.DiagnosticSeverityError })
}

// both is a configuration of both platforms, at addresses of nobody.
func both() (config map[string]any, hosts []string) {
	return map[string]any{
		"okta":     map[string]any{"org_url": "https://okta.example.com", "api_token": "secret-token"},
		"anypoint": map[string]any{"base_url": "https://anypoint.example.com", "access_token": "secret-token", "organization_id": "org", "environment_id": "env"},
	}, []string{"okta.example.com", "anypoint.example.com"}
}

// strange are texts that have been trouble somewhere.
var strange = []string{
	"", "/", "a", "a/b", "a/b/c", "a/b/c/d", "../..", "./.", "a/../b", "a//b", "/a/", "a b", "a?b=c", "a#b", "a%2fb", "%", "%zz", "\x00", "\xff", "ä/ö", "a\r\nX: y", "{id}", "null", "*", `a"b\c`,
	"https://evil.example.com/x", "//evil.example.com", "@evil.example.com", strings.Repeat("x", 5000), strings.Repeat("/", 500), "-1", "1e999", `name sw "a" and (`,
}

// FuzzImportID: no import id panics, leads to another host or out of its path.
func FuzzImportID(f *testing.F) {
	w := &wary{tb: f}
	s := launch(f, w)
	config, hosts := both()
	w.hosts = hosts
	s.configure(f, config)
	names := slices.Sorted(maps.Keys(s.schema.ResourceSchemas))
	for i, id := range strange {
		f.Add(uint8(i), id)
	}
	f.Fuzz(func(t *testing.T, which uint8, id string) {
		w.tb = t
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		name := names[int(which)%len(names)]
		imported, err := s.ImportResourceState(ctx, &tfprotov6.ImportResourceStateRequest{TypeName: name, ID: id})
		if err != nil {
			t.Fatal(err)
		}
		if failed(imported.Diagnostics) {
			return
		}
		for _, r := range imported.ImportedResources {
			if _, err := s.ReadResource(ctx, &tfprotov6.ReadResourceRequest{TypeName: name, CurrentState: r.State, Private: r.Private, CurrentIdentity: r.Identity}); err != nil {
				t.Errorf("%s %q: %v", name, id, err)
			}
		}
	})
}

// FuzzListFilters: nor does any filter of a list.
func FuzzListFilters(f *testing.F) {
	w := &wary{tb: f}
	s := launch(f, w)
	config, hosts := both()
	w.hosts = hosts
	s.configure(f, config)
	names := slices.Sorted(maps.Keys(s.schema.ListResourceSchemas))
	for i, text := range strange {
		f.Add(uint8(i), text, int64(i), uint64(1)<<i)
	}
	for i := range names {
		f.Add(uint8(i), "x", int64(1), ^uint64(0))
	}
	f.Fuzz(func(t *testing.T, which uint8, text string, number int64, given uint64) {
		w.tb = t
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		name := names[int(which)%len(names)]
		typ := s.schema.ListResourceSchemas[name].ValueType()
		block, err := tfprotov6.NewDynamicValue(typ, fuzzed(typ, text, number, &given))
		if err != nil {
			t.Fatal(err)
		}
		valid, err := s.ValidateListResourceConfig(ctx, &tfprotov6.ValidateListResourceConfigRequest{TypeName: name, Config: &block})
		if err != nil {
			t.Fatal(err)
		}
		if failed(valid.Diagnostics) {
			return
		}
		stream, err := s.ListResource(ctx, &tfprotov6.ListResourceRequest{TypeName: name, Config: &block, IncludeResource: true, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		for range stream.Results {
			continue
		}
	})
}

// fuzzed is a value of a type, with those arguments that given says.
func fuzzed(typ tftypes.Type, text string, number int64, given *uint64) tftypes.Value {
	here := *given&1 == 1
	*given = *given>>1 | *given<<63
	object, isObject := typ.(tftypes.Object)
	switch {
	case isObject:
		members := map[string]tftypes.Value{}
		for _, name := range slices.Sorted(maps.Keys(object.AttributeTypes)) {
			members[name] = fuzzed(object.AttributeTypes[name], text, number, given)
		}
		return tftypes.NewValue(typ, members)
	case !here:
		return tftypes.NewValue(typ, nil)
	case typ.Is(tftypes.String):
		return tftypes.NewValue(typ, text)
	case typ.Is(tftypes.Number):
		return tftypes.NewValue(typ, number)
	case typ.Is(tftypes.Bool):
		return tftypes.NewValue(typ, number%2 == 0)
	}
	switch t := typ.(type) {
	case tftypes.Set:
		return tftypes.NewValue(typ, []tftypes.Value{fuzzed(t.ElementType, text, number, given)})
	case tftypes.List:
		return tftypes.NewValue(typ, []tftypes.Value{fuzzed(t.ElementType, text, number, given)})
	}
	return tftypes.NewValue(typ, nil)
}

// FuzzProviderConfiguration: no setting panics, and none makes the provider
// send credentials in the clear.
func FuzzProviderConfiguration(f *testing.F) {
	for _, text := range strange {
		f.Add(text, text, text, text, int64(len(text)), uint8(len(text)))
	}
	const pem = "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----"
	f.Add("https://dev-1.okta.com", "secret", "eu", "a", int64(6), uint8(0))
	f.Add("http://127.0.0.1:1", pem, "ca1", "https://anypoint.mulesoft.com", int64(100), uint8(255))
	f.Add("http://okta.example.com", `{"kty":"RSA","n":"AQ","e":"AQAB","d":"AQ"}`, "moon", "http://x", int64(0), uint8(3))
	f.Add("https://:", `{"kty":"EC","crv":"P-256","x":"","y":"","d":""}`, "us", "https://a@b", int64(-1), uint8(2))
	f.Add("https://a b", `{"kty":"oct","k":"AA"}`, "0", "https://[::1", int64(1), uint8(6))
	f.Fuzz(func(t *testing.T, address, secret, region, other string, number int64, way uint8) {
		s := launch(t, &wary{tb: t})
		okta := map[string]any{"org_url": address, "client_id": other}
		okta[[]string{"api_token", "access_token", "private_key"}[int(way)%3]] = secret
		if way&4 > 0 {
			okta["scopes"] = []string{other, secret}
		}
		anypoint := map[string]any{"organization_id": other, "environment_id": region}
		if way&8 > 0 {
			anypoint["region"] = region
		} else {
			anypoint["base_url"] = other
		}
		if way&16 > 0 {
			anypoint["access_token"] = secret
		} else {
			anypoint["client_id"], anypoint["client_secret"] = other, secret
		}
		config := map[string]any{"okta": okta, "anypoint": anypoint, "max_tries": number, "max_requests_share": number}
		if s.configure(t, config) {
			return
		}
		for _, name := range []string{"gatehouse_okta_auth_servers", "gatehouse_anypoint_me"} {
			typ := s.schema.DataSourceSchemas[name].ValueType()
			block, err := tfprotov6.NewDynamicValue(typ, acctest.Value(typ, map[string]any{}))
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			if _, err := s.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: name, Config: &block}); err != nil {
				t.Error(err)
			}
			cancel()
		}
	})
}
