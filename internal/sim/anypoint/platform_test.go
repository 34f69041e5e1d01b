package anypoint

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	conformance "github.com/gatehouse/terraform-provider-gatehouse/internal/contract"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

func TestMain(m *testing.M) { conformance.Main(m, "anypoint") }

// fixture is a platform behind a real server, and a client of it.
type fixture struct {
	t        *testing.T
	platform *Platform
	world    *kernel.World
	url      string
	token    string
	org, env string
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	w := &kernel.World{IDs: kernel.NewIDs(1), Client: kernel.MarkInternal(http.DefaultTransport, "internal")}
	p := New(w)
	p.Router.Internal = "internal"
	conformance.Observe(t, w, conformance.Simulator)
	server := httptest.NewServer(p.Handler())
	t.Cleanup(server.Close)
	w.AnypointURL = server.URL
	f := &fixture{t: t, platform: p, world: w, url: server.URL}
	id, secret, org, env := p.Credentials()
	f.org, f.env = org, env
	f.signIn(id, secret)
	return f
}

func (f *fixture) signIn(id, secret string) {
	f.t.Helper()
	f.token = ""
	got := f.must(200, "POST", "/accounts/api/v2/oauth2/token", obj{"client_id": id, "client_secret": secret, "grant_type": "client_credentials"})
	f.token = text(got, "access_token")
}

// raw sends a request; a body that is no reader is sent as JSON.
func (f *fixture) raw(method, path string, body any, header ...string) (int, http.Header, []byte) {
	f.t.Helper()
	var payload io.Reader
	kind := ""
	switch b := body.(type) {
	case nil:
	case io.Reader:
		payload = b
	default:
		raw, err := json.Marshal(b)
		if err != nil {
			f.t.Fatal(err)
		}
		payload, kind = bytes.NewReader(raw), "application/json"
	}
	r, err := http.NewRequest(method, f.url+path, payload)
	if err != nil {
		f.t.Fatal(err)
	}
	if f.token != "" {
		r.Header.Set("Authorization", "Bearer "+f.token)
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		f.t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	raw, err := io.ReadAll(answer.Body)
	if err != nil {
		f.t.Fatal(err)
	}
	return answer.StatusCode, answer.Header, raw
}

// must sends a request, wants a status, and returns the object of the answer.
func (f *fixture) must(status int, method, path string, body any, header ...string) obj {
	f.t.Helper()
	out, _ := f.any(status, method, path, body, header...).(obj)
	return out
}

func (f *fixture) any(status int, method, path string, body any, header ...string) any {
	f.t.Helper()
	got, _, raw := f.raw(method, path, body, header...)
	if got != status {
		f.t.Fatalf("%s %s: %d, not %d: %s", method, path, got, status, raw)
	}
	var out any
	_ = decode(raw, &out)
	return out
}

func (f *fixture) accounts(path string) string {
	return "/accounts/api/organizations/" + f.org + path
}

func (f *fixture) api(path string) string {
	return "/apimanager/api/v1/organizations/" + f.org + "/environments/" + f.env + "/apis" + path
}

func (f *fixture) xapi(path string) string {
	return strings.Replace(f.api(path), "/api/v1", "/xapi/v1", 1)
}

// publish puts an asset into Exchange.
func (f *fixture) publish(status int, id, version, kind, apiVersion string, header ...string) obj {
	f.t.Helper()
	var form bytes.Buffer
	m := multipart.NewWriter(&form)
	for k, v := range map[string]string{"name": id, "type": kind, "properties.apiVersion": apiVersion} {
		if err := m.WriteField(k, v); err != nil {
			f.t.Fatal(err)
		}
	}
	if kind == "rest-api" {
		w, err := m.CreateFormFile("files.raml.raml", "api.raml")
		if err != nil {
			f.t.Fatal(err)
		}
		_, _ = w.Write([]byte("#%RAML 1.0\ntitle: " + id))
	}
	_ = m.Close()
	path := "/exchange/api/v2/organizations/" + f.org + "/assets/" + f.org + "/" + id + "/" + version
	return f.must(status, "POST", path, io.Reader(&form), append([]string{"Content-Type", m.FormDataContentType()}, header...)...)
}

// newAPI publishes an asset and makes an API of it.
func (f *fixture) newAPI(asset string, more obj) (path string, api obj) {
	f.t.Helper()
	f.publish(201, asset, "1.0.0", "http-api", "v1", "x-sync-publication", "true")
	body := merge(obj{
		"technology": "mule4", "spec": obj{"groupId": f.org, "assetId": asset, "version": "1.0.0"},
		"endpoint": obj{"uri": nil, "proxyUri": nil, "isCloudHub": nil},
	}, more)
	api = f.must(201, "POST", f.api(""), body)
	id, _ := integer(api["id"])
	return f.api("/" + key(id)), api
}

func TestPlatform_aResetKeepsTheCredentialsAndDropsTheRest(t *testing.T) {
	f := newFixture(t)
	f.newAPI("card-api", nil)
	before := f.platform.Objects()
	f.world.IDs.Restart(1)
	f.platform.Reset()
	id, secret, org, _ := f.platform.Credentials()
	if org != f.org {
		t.Fatal("the organization is another one")
	}
	if n := f.platform.Objects()["anypoint.apiInstances"]; n != 0 || before["anypoint.apiInstances"] != 1 {
		t.Fatalf("%d APIs after the reset, %d before", n, before["anypoint.apiInstances"])
	}
	if status, _, _ := f.raw("GET", "/accounts/api/me", nil); status != 401 {
		t.Fatalf("an old token still works: %d", status)
	}
	f.signIn(id, secret)
	f.must(200, "GET", f.accounts("/environments/"+f.env), nil)
}
