package anypoint

import (
	"crypto/md5"  //nolint:gosec // Exchange shows it
	"crypto/sha1" //nolint:gosec // Exchange shows it
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// asset is one version of an asset in Exchange.
type asset struct {
	org, group, id, version  string
	name, description, kind  string
	status                   string // published, development, deprecated
	apiVersion               string // properties.apiVersion
	assetLink, mainFile      string
	keywords, tags           []string
	categories, customFields []any
	files                    []assetFile
	createdBy                string
	created, updated         time.Time
}

type assetFile struct {
	classifier, packaging, md5, sha1, mainFile string
	created                                    time.Time
}

func gav(group, id, version string) string { return group + "/" + id + "/" + version }

func (a asset) gav() string { return gav(a.group, a.id, a.version) }

func (a asset) major() string {
	major, _, _ := strings.Cut(a.version, ".")
	return major
}

// minor is recorded of versions of three numbers; that a suffix is no part of it
// is inferred.
func (a asset) minor() string {
	parts := strings.SplitN(a.version, ".", 3)
	return strings.Join(parts[:min(2, len(parts))], ".")
}

func (p *Platform) registerAssets() {
	const publish = "/exchange/api/v2/organizations/{organizationId}/assets/{groupId}/{assetId}/{version}"
	const one = "/exchange/api/v2/assets/{groupId}/{assetId}/{version}"
	p.route("POST "+publish, createExchange, p.publishAsset)
	p.route("GET "+publish+"/publication/status", viewExchange, p.publicationStatus)
	p.route("GET "+publish+"/publication/status/{runId}", viewExchange, p.publicationStatus)
	p.route("GET "+one, viewExchange, p.getAsset)
	p.route("GET /exchange/api/v1/assets/{groupId}/{assetId}/{version}", viewExchange, p.getAsset)
	p.route("GET /exchange/api/v2/assets/{groupId}/{assetId}/asset", viewExchange, p.getLatestAsset)
	p.route("GET /exchange/api/v2/assets/search", viewExchange, p.searchAssets)
	p.route("GET /exchange/api/v2/assets", viewExchange, p.searchAssets)
	p.route("PATCH /exchange/api/v2/assets/{groupId}/{assetId}", createExchange, p.patchAsset)
	p.route("DELETE "+one, createExchange, p.deleteAsset)
	p.route("DELETE /exchange/api/v1/organizations/{organizationId}/assets/{groupId}/{assetId}/{version}", createExchange, p.deleteAsset)
	p.route("DELETE /exchange/api/v2/assets/{groupId}/{assetId}", createExchange, p.deleteAsset)
	p.route("PUT "+one+"/status", createExchange, p.putAssetStatus)
	p.route("GET /exchange/api/v2/organizations/{organizationId}/softDeleted", viewExchange, p.listSoftDeleted)
	p.route("GET /exchange/api/v2/organizations/{organizationId}/settings", viewExchange, p.getExchangeSettings)
	p.route("PATCH /exchange/api/v2/organizations/{organizationId}/settings", adminExchange, p.patchExchangeSettings)
	p.registerMutableData(publish)
	p.registerInstances()
}

// withoutFile are the types of assets that can be published without a file.
// http-api is documented so; for the others it is inferred.
var withoutFile = []string{"http-api", "custom", "agent", "mcp"}

var semver = regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`)

// publishAsset serves the multipart upload: 201 at once with
// x-sync-publication, else 202 with a link to poll.
func (p *Platform) publishAsset(c *call) kernel.Answer {
	a, bad := p.readAsset(c)
	if bad != nil {
		return *bad
	}
	if problem := p.unpublishable(a); problem != "" {
		return kernel.Answer{Status: http.StatusConflict, Body: obj{
			"status": http.StatusConflict, "code": "ASSET_PRE_CONDITIONS_FAILED",
			"message": "Cannot create a new asset with the provided groupId, assetId, version, state",
			"details": obj{"errors": []any{problem}, "asset": obj{"groupId": a.group, "assetId": a.id, "version": a.version}},
		}}
	}
	if c.Header.Get("x-sync-publication") == "true" {
		p.assets.Put(a.gav(), a)
		return created(obj{"organizationId": a.org, "groupId": a.group, "assetId": a.id, "version": a.version, "name": a.name, "type": a.kind})
	}
	run := publication{id: p.world.IDs.Hex(12), asset: a, start: p.world.Clock.Now()}
	p.publications.Put(run.id, run)
	link := p.world.AnypointURL + "/exchange/api/v2/organizations/" + a.org + "/assets/" + a.gav() + "/publication/status/" + run.id
	return kernel.Answer{Status: http.StatusAccepted, Body: obj{"publicationStatusLink": link}}
}

// unpublishable says why an asset's coordinates can not be used.
func (p *Platform) unpublishable(a asset) string {
	if _, exists := p.assets.Get(a.gav()); exists {
		return "An asset with the same groupId, assetId and version exists"
	}
	if _, gone := p.softDeleted.Get(a.gav()); gone {
		return "An asset with the same groupId, assetId and version was soft-deleted"
	}
	if _, running := p.publications.Find(func(run publication) bool { return run.asset.gav() == a.gav() }); running {
		return "An asset with the same groupId, assetId and version is being published"
	}
	return ""
}

func (p *Platform) readAsset(c *call) (asset, *kernel.Answer) {
	refuse := func(message string) (asset, *kernel.Answer) {
		return asset{}, new(badRequest(c.Request, message))
	}
	now := p.world.Clock.Now()
	a := asset{
		org: c.PathValue("organizationId"), group: c.PathValue("groupId"), id: c.PathValue("assetId"), version: c.PathValue("version"),
		status: "published", keywords: []string{}, tags: []string{}, categories: []any{}, customFields: []any{},
		createdBy: c.who.id(), created: now, updated: now,
	}
	if err := c.eachPart(func(name string, raw []byte) { a.set(name, raw, now) }); err != nil {
		return refuse(err.Error())
	}
	switch {
	case !semver.MatchString(a.version):
		// Not known: the status for a version that is not semantic.
		return refuse("The version must be semantic: " + a.version)
	case a.name == "":
		return refuse("name is required")
	case a.kind == "":
		return refuse("type is required: no file tells it")
	case len(a.files) == 0 && !slices.Contains(withoutFile, a.kind):
		return refuse("An asset of type " + a.kind + " needs a file")
	}
	if a.apiVersion == "" {
		a.apiVersion = "v" + a.major()
	}
	for i := range a.files {
		a.files[i].mainFile = a.mainFile
	}
	return a, p.apiVersionRule(c, a)
}

// eachPart reads a multipart form.
func (c *call) eachPart(take func(name string, raw []byte)) error {
	kind, params, err := mime.ParseMediaType(c.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		return errors.New("the content type must be multipart/form-data")
	}
	parts := multipart.NewReader(c.Body, params["boundary"])
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("malformed multipart body: %w", err)
		}
		raw, err := io.ReadAll(part)
		if err != nil {
			return fmt.Errorf("malformed multipart body: %w", err)
		}
		take(part.FormName(), raw)
	}
}

// apiVersionRule: each major version needs an apiVersion of its own. Not
// known: the status of the refusal.
func (p *Platform) apiVersionRule(c *call, a asset) *kernel.Answer {
	_, clash := p.assets.Find(func(o asset) bool {
		return o.group == a.group && o.id == a.id && (o.major() == a.major()) != (o.apiVersion == a.apiVersion)
	})
	if !clash {
		return nil
	}
	return new(badRequest(c.Request, "Each major version needs its own apiVersion"))
}

// set takes one part of the form.
func (a *asset) set(field string, raw []byte, now time.Time) {
	value := string(raw)
	family, rest, _ := strings.Cut(field, ".")
	switch {
	case field == "name":
		a.name = value
	case field == "description":
		a.description = value
	case field == "type":
		a.kind = value
	case field == "status":
		a.status = value
	case field == "keywords":
		a.keywords = splitList(value)
	case field == "tags":
		a.tags = splitList(value)
	case field == "properties.apiVersion":
		a.apiVersion = value
	case field == "properties.mainFile":
		a.mainFile = value
	case field == "properties.assetLink":
		a.assetLink = value
	case family == "categories":
		a.categories = append(a.categories, obj{"key": rest, "displayName": rest, "value": []any{value}})
	case family == "fields":
		a.customFields = append(a.customFields, obj{"key": rest, "displayName": rest, "value": value})
	case family == "files":
		classifier, packaging, _ := strings.Cut(rest, ".")
		m, s := md5.Sum(raw), sha1.Sum(raw) //nolint:gosec // Exchange shows them
		a.files = append(a.files, assetFile{classifier: classifier, packaging: packaging, md5: hex.EncodeToString(m[:]), sha1: hex.EncodeToString(s[:]), created: now})
		if a.kind == "" {
			a.kind = typeOfFile(classifier)
		}
	}
}

// typeOfFile is the type that a file's classifier tells, when none is given.
func typeOfFile(classifier string) string {
	switch classifier {
	case "raml", "fat-raml", "oas", "fat-oas":
		return "rest-api"
	case "wsdl":
		return "soap-api"
	case "raml-fragment":
		return "raml-fragment"
	}
	return ""
}

func splitList(s string) []string {
	out := []string{}
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
