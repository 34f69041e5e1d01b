package okta

import "time"

// now is the simulated time as Okta keeps it: whole seconds, as every recorded
// timestamp is.
func (p *Platform) now() time.Time { return p.world.Clock.Now().Truncate(time.Second) }

// stamp writes a time as the management API does, such as 2025-03-13T23:34:06.000Z.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
