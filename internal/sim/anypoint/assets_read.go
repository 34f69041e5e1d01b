package anypoint

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// assetJSON is an asset as Exchange shows it alone; v1 is the older form, whose
// dates have other names.
func (p *Platform) assetJSON(a asset, v1 bool) obj {
	files := []any{}
	for _, f := range a.files {
		link := p.world.AnypointURL + "/exchange/files/api/v1/organizations/" + a.org + "/assets/" + a.gav() + "/" + f.classifier + "/" + f.packaging
		files = append(files, obj{
			"classifier": f.classifier, "packaging": f.packaging, "downloadURL": link, "externalLink": link,
			"md5": f.md5, "sha1": f.sha1, "createdDate": stamp(f.created), "mainFile": f.mainFile, "isGenerated": false,
		})
	}
	labels := []any{}
	for _, tag := range slices.Concat(a.keywords, a.tags) {
		labels = append(labels, tag)
	}
	instances := []any{}
	for _, i := range p.instancesOf(a.group, a.id, a.apiVersion) {
		instances = append(instances, i)
	}
	others := []any{}
	for _, o := range p.versionsOf(a.group, a.id) {
		if o.version != a.version {
			others = append(others, obj{"groupId": o.group, "assetId": o.id, "version": o.version, "minorVersion": o.minor(), "versionGroup": o.apiVersion, "type": o.kind, "status": o.status, "isPublic": false, "isSnapshot": false})
		}
	}
	out := obj{
		"organizationId": a.org, "groupId": a.group, "assetId": a.id, "version": a.version, "minorVersion": a.minor(),
		"versionGroup": a.apiVersion, "productAPIVersion": a.apiVersion, "name": a.name, "description": a.description,
		"type": a.kind, "status": a.status, "isPublic": false, "isSnapshot": strings.HasSuffix(a.version, "-SNAPSHOT"),
		"assetLink": a.assetLink, "externalFile": obj{"url": nilIfEmpty(a.assetLink)},
		"labels": labels, "tags": tagsJSON(a), "categories": a.categories, "customFields": a.customFields,
		"files": files, "instances": instances, "dependencies": []any{}, "otherVersions": others,
		"createdBy": obj{"id": a.createdBy}, "rating": 0, "numberOfRates": 0,
	}
	if v1 {
		out["id"], out["createdAt"], out["modifiedAt"] = a.gav(), stamp(a.created), stamp(a.updated)
		return out
	}
	out["createdDate"], out["updatedDate"] = stamp(a.created), stamp(a.updated)
	return out
}

func nilIfEmpty(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func tagsJSON(a asset) []any {
	out := []any{}
	for _, t := range slices.Concat(a.keywords, a.tags) {
		out = append(out, obj{"key": nil, "value": t})
	}
	return out
}

// versionsOf lists the versions of an asset, newest first.
func (p *Platform) versionsOf(group, id string) []asset {
	list := p.assets.List(func(a asset) bool { return a.group == group && a.id == id })
	slices.SortStableFunc(list, func(a, b asset) int { return compareVersions(b.version, a.version) })
	return list
}

// compareVersions orders by the three numbers, then by the text.
func compareVersions(a, b string) int {
	x, y := strings.SplitN(a, ".", 3), strings.SplitN(b, ".", 3)
	for i := range min(len(x), len(y)) {
		m, _ := strconv.Atoi(strings.SplitN(x[i], "-", 2)[0])
		n, _ := strconv.Atoi(strings.SplitN(y[i], "-", 2)[0])
		if c := cmp.Compare(m, n); c != 0 {
			return c
		}
	}
	return cmp.Compare(a, b)
}

func (p *Platform) findAsset(c *call) (asset, bool) {
	p.settle()
	return p.assets.Get(gav(c.PathValue("groupId"), c.PathValue("assetId"), c.PathValue("version")))
}

func (p *Platform) getAsset(c *call) kernel.Answer {
	a, found := p.findAsset(c)
	if !found {
		return notFound(c.Request, "Asset")
	}
	return ok(p.assetJSON(a, strings.HasPrefix(c.URL.Path, "/exchange/api/v1/")))
}

func (p *Platform) getLatestAsset(c *call) kernel.Answer {
	p.settle()
	versions := p.versionsOf(c.PathValue("groupId"), c.PathValue("assetId"))
	if len(versions) == 0 {
		return notFound(c.Request, "Asset")
	}
	return ok(p.assetJSON(versions[0], false))
}

// assetSearch says which assets are looked for; what is empty filters nothing.
type assetSearch struct {
	text        string // part of the name or of the asset's id, in any case
	types, orgs []string
	allVersions bool // else only the newest version of each asset
}

// findAssets lists what fits, by name, and newest first within an asset.
func (p *Platform) findAssets(s assetSearch) []asset {
	list := p.assets.List(func(a asset) bool {
		return (s.allVersions || p.isLatest(a)) &&
			(len(s.types) == 0 || slices.Contains(s.types, a.kind)) &&
			(len(s.orgs) == 0 || slices.Contains(s.orgs, a.org)) &&
			(contains(a.name, s.text) || contains(a.id, s.text))
	})
	slices.SortStableFunc(list, func(a, b asset) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.group, b.group), cmp.Compare(a.id, b.id), compareVersions(b.version, a.version))
	})
	return list
}

func (p *Platform) isLatest(a asset) bool { return p.versionsOf(a.group, a.id)[0].version == a.version }

// searchAssets lists the newest version of each asset.
func (p *Platform) searchAssets(c *call) kernel.Answer {
	p.settle()
	list := p.findAssets(assetSearch{text: c.query("search"), types: c.many("types"), orgs: append(c.many("organizationId"), c.many("organizationIds")...)})
	sortBy(c, list, func(a asset) string { return a.name })
	part, bad := page(c, list, 20, 250)
	if bad != nil {
		return *bad
	}
	out := []any{}
	for _, a := range part {
		out = append(out, p.assetJSON(a, true))
	}
	return ok(out)
}

func (p *Platform) patchAsset(c *call) kernel.Answer {
	body, bad := c.body(&schema{Type: "object", Properties: map[string]*schema{"name": {Type: "string"}, "description": {Type: "string"}}})
	if bad != nil {
		return *bad
	}
	versions := p.versionsOf(c.PathValue("groupId"), c.PathValue("assetId"))
	if len(versions) == 0 {
		return notFound(c.Request, "Asset")
	}
	for _, a := range versions {
		if s, isText := body["name"].(string); isText {
			a.name = s
		}
		if s, isText := body["description"].(string); isText {
			a.description = s
		}
		a.updated = p.world.Clock.Now()
		p.assets.Put(a.gav(), a)
	}
	return noContent()
}

func (p *Platform) putAssetStatus(c *call) kernel.Answer {
	body, bad := c.body(&schema{Type: "object", Required: []string{"status"}, Properties: map[string]*schema{"status": {Type: "string", Enum: []any{"published", "development", "deprecated"}}}})
	if bad != nil {
		return *bad
	}
	a, found := p.findAsset(c)
	if !found {
		return notFound(c.Request, "Asset")
	}
	a.status, a.updated = text(body, "status"), p.world.Clock.Now()
	p.assets.Put(a.gav(), a)
	return noContent()
}

// deleteAsset removes one version, or all when the path has none. It is a soft
// delete unless x-delete-type says otherwise; a soft delete keeps the
// coordinates for ever.
func (p *Platform) deleteAsset(c *call) kernel.Answer {
	p.settle()
	version := c.PathValue("version")
	doomed := p.assets.List(func(a asset) bool {
		return a.group == c.PathValue("groupId") && a.id == c.PathValue("assetId") && (version == "" || a.version == version)
	})
	if len(doomed) == 0 {
		return notFound(c.Request, "Asset")
	}
	hard := c.Header.Get("x-delete-type") == "hard-delete"
	if hard && !p.hardDeletion {
		// Not known: the status when the organization forbids it.
		return forbidden(c.Request)
	}
	for _, a := range doomed {
		// "There were conflicts while deleting": that API instances are one is inferred.
		if _, used := p.apis.Find(func(i apiInstance) bool { return i.group == a.group && i.asset == a.id && i.version == a.version }); used {
			return conflict(c.Request, "The asset has API instances")
		}
	}
	for _, a := range doomed {
		p.assets.Delete(a.gav())
		if !hard {
			p.softDeleted.Put(a.gav(), a)
		}
	}
	return noContent()
}

func (p *Platform) listSoftDeleted(c *call) kernel.Answer {
	list := p.softDeleted.List(func(a asset) bool { return a.org == c.PathValue("organizationId") })
	part, bad := page(c, list, 20, 250)
	if bad != nil {
		return *bad
	}
	out := []any{}
	for _, a := range part {
		out = append(out, obj{"organizationId": a.org, "groupId": a.group, "assetId": a.id, "version": a.version, "name": a.name, "type": a.kind})
	}
	return ok(out)
}

func (p *Platform) getExchangeSettings(c *call) kernel.Answer {
	out := []any{}
	for _, setting := range c.many("settings") {
		if setting == "deletionSettings" {
			out = append(out, obj{"deletionSettings": obj{"hardDeletionEnabled": p.hardDeletion}})
		}
	}
	if len(out) == 0 {
		return badRequest(c.Request, "No valid values were provided")
	}
	return ok(out)
}

func (p *Platform) patchExchangeSettings(c *call) kernel.Answer {
	body, bad := c.body(nil)
	if bad != nil {
		return *bad
	}
	enabled, given := object(body, "deletionSettings")["hardDeletionEnabled"].(bool)
	if !given {
		return badRequest(c.Request, "No valid values were provided")
	}
	p.hardDeletion = enabled
	return noContent()
}
