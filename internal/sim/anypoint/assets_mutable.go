package anypoint

import (
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

func (p *Platform) registerMutableData(publish string) {
	p.route("PUT /exchange/api/v2/assets/{groupId}/{assetId}/{version}/tags", createExchange, p.putTags)
	p.route("PATCH "+publish+"/mutabledata", createExchange, p.patchMutableData)
	p.route("GET "+publish+"/mutabledata/status/{runId}", viewExchange, p.mutableDataStatus)
	p.route("GET /exchange/api/v2/organizations/{organizationId}/groups/{groupId}/assets/{assetId}/nextAvailableVersion", viewExchange, p.nextVersion)
}

// patchMutableData changes what may change of a published version: its tags,
// categories and fields. It is done at once; the link then says so.
func (p *Platform) patchMutableData(c *call) kernel.Answer {
	a, found := p.findAsset(c)
	if !found {
		return notFound(c.Request, "Asset")
	}
	now := p.world.Clock.Now()
	changes := asset{}
	var given []string
	if err := c.eachPart(func(name string, raw []byte) {
		family, _, _ := strings.Cut(name, ".")
		given = append(given, family)
		changes.set(name, raw, now)
	}); err != nil {
		return badRequest(c.Request, err.Error())
	}
	for _, family := range given {
		switch family {
		case "tags":
			a.tags = changes.tags
		case "categories":
			a.categories = changes.categories
		case "fields":
			a.customFields = changes.customFields
		}
	}
	a.updated = now
	p.assets.Put(a.gav(), a)
	link := p.world.AnypointURL + c.URL.Path + "/status/" + p.world.IDs.Hex(6)
	return kernel.Answer{Status: http.StatusAccepted, Body: obj{"mutableDataStatusLink": link}}
}

// putTags "upserts asset tags". That the list replaces the one that is there,
// and leaves the keywords of the publication alone, is inferred.
func (p *Platform) putTags(c *call) kernel.Answer {
	raw, _ := io.ReadAll(c.Body)
	var body any
	if err := decode(raw, &body); err != nil {
		return badRequest(c.Request, "Malformed JSON: "+err.Error())
	}
	tag := &schema{Type: "object", Required: []string{"value"}, Properties: map[string]*schema{"value": {Type: "string"}, "key": {Type: "string"}}}
	if violations := (&schema{Type: "array", Items: tag}).check("", body); len(violations) > 0 {
		return invalid(c.Request, violations)
	}
	a, found := p.findAsset(c)
	if !found {
		return notFound(c.Request, "Asset")
	}
	a.tags = []string{}
	list, _ := body.([]any)
	for _, e := range list {
		o, _ := e.(obj)
		a.tags = append(a.tags, text(o, "value"))
	}
	a.updated = p.world.Clock.Now()
	p.assets.Put(a.gav(), a)
	return noContent()
}

func (p *Platform) mutableDataStatus(c *call) kernel.Answer {
	a, found := p.findAsset(c)
	if !found {
		return notFound(c.Request, "Asset")
	}
	return ok(publicationJSON("completed", a.kind))
}

// nextVersion is the highest version that can be published next, soft-deleted
// ones counted.
func (p *Platform) nextVersion(c *call) kernel.Answer {
	p.settle()
	same := func(a asset) bool { return a.group == c.PathValue("groupId") && a.id == c.PathValue("assetId") }
	newest := ""
	for _, a := range append(p.assets.List(same), p.softDeleted.List(same)...) {
		if newest == "" || compareVersions(newest, a.version) < 0 {
			newest = a.version
		}
	}
	if newest == "" {
		return ok(obj{"nextAvailableVersion": "1.0.0"})
	}
	core, _, _ := strings.Cut(newest, "-")
	var n [3]int
	for i, part := range strings.SplitN(core, ".", 3) {
		n[i], _ = strconv.Atoi(part)
	}
	switch c.query("versionOrder") {
	case "MAJOR":
		n = [3]int{n[0] + 1}
	case "MINOR":
		n = [3]int{n[0], n[1] + 1}
	default:
		n[2]++
	}
	return ok(obj{"nextAvailableVersion": strconv.Itoa(n[0]) + "." + strconv.Itoa(n[1]) + "." + strconv.Itoa(n[2])})
}
