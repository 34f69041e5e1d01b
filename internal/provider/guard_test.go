package provider_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/provider"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/tf"
)

// unlisted are the resources without a list resource, each with the reason.
var unlisted = map[string]string{}

// public are attributes whose name looks like a secret's and that hold none,
// each with the reason.
var public = map[string]string{
	"gatehouse_anypoint_identity_provider: oidc.urls.token": "the address of the token endpoint, by the name that the platform has for it",
}

// untested are the arguments that no test of their resource sets yet. The list
// may only become shorter.
var untested = map[string][]string{
	"gatehouse_okta_oauth_client": {"jwks.crv"},
}

// kinds are the sorts of objects with a schema, and where their examples are.
var kinds = []struct{ folder, file string }{
	{"resources", "resource.tf"},
	{"data-sources", "data-source.tf"},
	{"ephemeral-resources", "ephemeral-resource.tf"},
	{"list-resources", "list-resource.tfquery.hcl"},
	{"actions", "action.tf"},
	{"functions", "function.tf"},
}

const repository = "../.."

// offered is what the provider says that it has, by the folder of its examples.
func offered(t *testing.T) (schemas map[string]map[string]*tfprotov6.Schema, functions map[string]*tfprotov6.Function) {
	t.Helper()
	server, err := providerserver.NewProtocol6WithError(provider.New("test"))()
	if err != nil {
		t.Fatal(err)
	}
	answer, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	// The framework looks for mistakes in every schema on the way.
	for _, d := range answer.Diagnostics {
		t.Errorf("%s: %s", d.Summary, d.Detail)
	}
	schemas = map[string]map[string]*tfprotov6.Schema{
		"provider": {"gatehouse": answer.Provider}, "resources": answer.ResourceSchemas, "data-sources": answer.DataSourceSchemas,
		"ephemeral-resources": answer.EphemeralResourceSchemas, "list-resources": answer.ListResourceSchemas, "actions": {},
	}
	for name, a := range answer.ActionSchemas {
		schemas["actions"][name] = a.Schema
	}
	return schemas, answer.Functions
}

// walk visits every attribute of a block, with its siblings.
func walk(at string, attributes []*tfprotov6.SchemaAttribute, visit func(path string, a *tfprotov6.SchemaAttribute, siblings map[string]*tfprotov6.SchemaAttribute)) {
	siblings := map[string]*tfprotov6.SchemaAttribute{}
	for _, a := range attributes {
		siblings[a.Name] = a
	}
	for _, a := range attributes {
		visit(at+a.Name, a, siblings)
		if a.NestedType != nil {
			walk(at+a.Name+".", a.NestedType.Attributes, visit)
		}
	}
}

func walkBlock(at string, b *tfprotov6.SchemaBlock, visit func(string, *tfprotov6.SchemaAttribute, map[string]*tfprotov6.SchemaAttribute)) {
	walk(at, b.Attributes, visit)
	for _, inner := range b.BlockTypes {
		walkBlock(at+inner.TypeName+".", inner.Block, visit)
	}
}

// sentence is what every description is: it becomes the documentation.
var sentence = regexp.MustCompile("^[A-Z0-9`].*[.](\n|$)")

func isSentence(text string) bool {
	return sentence.MatchString(text) && strings.HasSuffix(strings.TrimSpace(text), ".")
}

func TestSchema_everyDescriptionIsASentence(t *testing.T) {
	t.Parallel()
	schemas, functions := offered(t)
	for kind, byName := range schemas {
		for name, s := range byName {
			if !isSentence(s.Block.Description) {
				t.Errorf("%s %s: the description is no sentence: %q", kind, name, s.Block.Description)
			}
			walkBlock("", s.Block, func(path string, a *tfprotov6.SchemaAttribute, _ map[string]*tfprotov6.SchemaAttribute) {
				if !isSentence(a.Description) {
					t.Errorf("%s %s: %s: the description is no sentence: %q", kind, name, path, a.Description)
				}
			})
		}
	}
	for name, f := range functions {
		if f.Summary == "" || !isSentence(f.Description) {
			t.Errorf("function %s: summary %q, description %q", name, f.Summary, f.Description)
		}
	}
}

// open are the objects that need no permission on a platform: they ask what is
// public, or with the credentials that they are given.
var open = []string{
	"gatehouse_api_probe", "gatehouse_okta_access_token", "gatehouse_okta_auth_server_metadata", "gatehouse_okta_token_introspection",
}

// TestSchema_everyObjectSaysWhatItNeeds: a page tells the scopes and roles.
func TestSchema_everyObjectSaysWhatItNeeds(t *testing.T) {
	t.Parallel()
	schemas, _ := offered(t)
	for kind, byName := range schemas {
		for name, s := range byName {
			if says := strings.Contains(s.Block.Description, "**Needs** "); kind != "provider" && says == slices.Contains(open, name) {
				t.Errorf("%s %s: says what it needs: %t", kind, name, says)
			}
		}
	}
}

// secretName is how attributes are called that hold a secret.
var secretName = regexp.MustCompile(`(^|_)(secret|password|passphrase|private_key|authorization_header|token|client_assertion)$`)

func TestSchema_secretsAreSensitive(t *testing.T) {
	t.Parallel()
	schemas, _ := offered(t)
	met := map[string]bool{}
	for kind, byName := range schemas {
		for name, s := range byName {
			walkBlock("", s.Block, func(path string, a *tfprotov6.SchemaAttribute, siblings map[string]*tfprotov6.SchemaAttribute) {
				if twin, ok := strings.CutSuffix(a.Name, "_wo"); ok || a.WriteOnly {
					switch {
					case !a.Sensitive:
						t.Errorf("%s %s: %s is not sensitive: a message could repeat its value", kind, name, path)
					case !ok || !a.WriteOnly:
						t.Errorf("%s %s: %s: a name in _wo and being write-only go together", kind, name, path)
					case siblings[a.Name+"_version"] == nil:
						t.Errorf("%s %s: %s has no version", kind, name, path)
					case a.Name == "extra_wo" && siblings[twin] != nil:
						// extra shows its drift; what the configuration marks with sensitive() stays marked in it.
					case siblings[twin] == nil || !siblings[twin].Sensitive:
						t.Errorf("%s %s: %s has no sensitive twin for command lines without write-only arguments", kind, name, path)
					}
					return
				}
				text := a.Type != nil && a.Type.String() == "tftypes.String"
				if !text || !secretName.MatchString(a.Name) || a.Sensitive {
					return
				}
				if public[name+": "+path] == "" {
					t.Errorf("%s %s: %s looks like a secret and is not sensitive", kind, name, path)
				}
				met[name+": "+path] = true
			})
		}
	}
	for what := range public {
		if !met[what] {
			t.Errorf("%s is excepted and needs it no more", what)
		}
	}
}

func TestSchema_everyResourceHasIdentityAndList(t *testing.T) {
	t.Parallel()
	server, err := providerserver.NewProtocol6WithError(provider.New("test"))()
	if err != nil {
		t.Fatal(err)
	}
	identities, err := server.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	schemas, _ := offered(t)
	for name := range schemas["resources"] {
		identity := identities.IdentitySchemas[name]
		if identity == nil {
			t.Errorf("%s has no identity", name)
			continue
		}
		for _, a := range identity.IdentityAttributes {
			if !isSentence(a.Description) {
				t.Errorf("%s: the identity's %s: the description is no sentence: %q", name, a.Name, a.Description)
			}
		}
		listed := schemas["list-resources"][name] != nil
		if listed == (unlisted[name] != "") {
			t.Errorf("%s: a list resource: %t, a reason for none: %q", name, listed, unlisted[name])
		}
	}
	for name := range schemas["list-resources"] {
		if schemas["resources"][name] == nil {
			t.Errorf("%s is listed and no resource", name)
		}
	}
}

// TestExamples_everyObjectHasThem: an object without example has half a page
// of documentation.
func TestExamples_everyObjectHasThem(t *testing.T) {
	t.Parallel()
	schemas, functions := offered(t)
	for _, k := range kinds {
		names := slices.Sorted(maps.Keys(schemas[k.folder]))
		if k.folder == "functions" {
			names = slices.Sorted(maps.Keys(functions))
		}
		for _, name := range names {
			want := map[string]string{k.file: name}
			if k.folder == "resources" {
				want["import.sh"] = "terraform import " + name + "."
				want["import-by-string-id.tf"] = "id "
				want["import-by-identity.tf"] = "identity "
			}
			for file, text := range want {
				content, err := os.ReadFile(filepath.Join(repository, "examples", k.folder, name, file))
				if err != nil {
					t.Errorf("%v: write one, as the other folders have it, and run make generate", err)
				} else if !strings.Contains(string(content), text) {
					t.Errorf("examples/%s/%s/%s does not say %q", k.folder, name, file, text)
				}
			}
		}
		folders, _ := filepath.Glob(filepath.Join(repository, "examples", k.folder, "*"))
		for _, f := range folders {
			if !slices.Contains(names, filepath.Base(f)) {
				t.Errorf("%s is of no object", f)
			}
		}
	}
}

// TestResources_everyArgumentIsTested: the tests of a resource's folder speak
// of each of its arguments.
func TestResources_everyArgumentIsTested(t *testing.T) {
	t.Parallel()
	schemas, _ := offered(t)
	ctx := context.Background()
	arguments, gaps := 0, 0
	for _, factory := range provider.New("test").Resources(ctx) {
		var meta resource.MetadataResponse
		factory().Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "gatehouse"}, &meta)
		if strings.HasPrefix(meta.TypeName, "gatehouse_anypoint_api_policy_") {
			continue // its descriptor makes its tests, of every argument
		}
		folder := runtime.FuncForPC(reflect.ValueOf(factory).Pointer()).Name()
		_, folder, _ = strings.Cut(folder, "terraform-provider-gatehouse/")
		folder, _, _ = strings.Cut(folder, ".")
		var tests strings.Builder
		files, _ := filepath.Glob(filepath.Join(repository, folder, "*_test.go"))
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			tests.Write(text)
		}
		var missing []string
		walkBlock("", schemas["resources"][meta.TypeName].Block, func(path string, a *tfprotov6.SchemaAttribute, _ map[string]*tfprotov6.SchemaAttribute) {
			if !a.Optional && !a.Required || strings.HasPrefix(path, "timeouts.") { // the core's, with tests there
				return
			}
			arguments++
			if !regexp.MustCompile(`\b` + regexp.QuoteMeta(a.Name) + `\b`).MatchString(tests.String()) {
				missing = append(missing, path)
			}
		})
		gaps += len(missing)
		slices.Sort(missing)
		if !slices.Equal(missing, untested[meta.TypeName]) {
			t.Errorf("%s: the tests in %s do not speak of %q; listed are %q", meta.TypeName, folder, missing, untested[meta.TypeName])
		}
	}
	t.Logf("%d of %d arguments of %d resources are in tests", arguments-gaps, arguments, len(schemas["resources"]))
}

// ownWords are the data sources that do not tell all in the words of their
// resource, each with the reason. The list may only become shorter.
var ownWords = map[string]string{}

// TestSchema_oneDescriptionOfAnAttribute: what a data source tells is said once,
// in the resource of the same name; what it is asked by has its own description.
func TestSchema_oneDescriptionOfAnAttribute(t *testing.T) {
	t.Parallel()
	schemas, _ := offered(t)
	n := 0
	for name, s := range schemas["data-sources"] {
		of := schemas["resources"][name]
		if of == nil {
			continue
		}
		said := map[string]string{}
		walk("", of.Block.Attributes, func(path string, a *tfprotov6.SchemaAttribute, _ map[string]*tfprotov6.SchemaAttribute) {
			said[path] = tf.Statements(a.Description)
		})
		differs := false
		walk("", s.Block.Attributes, func(path string, a *tfprotov6.SchemaAttribute, _ map[string]*tfprotov6.SchemaAttribute) {
			if want := said[path]; want != "" && !a.Optional && !a.Required && a.Description != want {
				differs = true
				if ownWords[name] == "" {
					t.Errorf("%s: %s is described as %q, by the resource as %q: take it from there by tf.Told", name, path, a.Description, want)
				}
			}
			n++
		})
		if ownWords[name] != "" && !differs {
			t.Errorf("%s uses its resource's words: take it out of ownWords", name)
		}
	}
	if n < 100 {
		t.Errorf("only %d attributes were compared", n)
	}
}
