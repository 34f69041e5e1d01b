package anypoint

import (
	"time"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// publication is an asset on its way into Exchange.
type publication struct {
	id    string
	asset asset
	polls int
	start time.Time
}

// publicationStatus tells how far a publication is: running at the first look,
// completed from the second on. Which steps there are is taken from the
// vendor's example.
func (p *Platform) publicationStatus(c *call) kernel.Answer {
	want := gav(c.PathValue("groupId"), c.PathValue("assetId"), c.PathValue("version"))
	run, found := p.publications.Find(func(run publication) bool {
		return run.asset.gav() == want && (c.PathValue("runId") == "" || c.PathValue("runId") == run.id)
	})
	if found {
		run.polls++
		p.publications.Put(run.id, run)
		if run.polls == 1 {
			return ok(publicationJSON("running", run.asset.kind))
		}
		p.finish(run)
	}
	a, done := p.assets.Get(want)
	if !done {
		return notFound(c.Request, "Publication")
	}
	return ok(publicationJSON("completed", a.kind))
}

func publicationJSON(status, kind string) obj {
	return obj{"status": status, "assetType": kind, "steps": []any{
		obj{"description": "Files processing", "status": "completed", "errors": []any{}},
		obj{"description": "Inferring type", "status": status, "errors": []any{}},
	}}
}

func (p *Platform) finish(run publication) {
	p.assets.Put(run.asset.gav(), run.asset)
	p.publications.Delete(run.id)
}

// settle ends publications that had a second of simulated time, so that a
// client need not poll.
func (p *Platform) settle() {
	now := p.world.Clock.Now()
	for _, run := range p.publications.List(func(run publication) bool { return now.Sub(run.start) >= time.Second }) {
		p.finish(run)
	}
}
