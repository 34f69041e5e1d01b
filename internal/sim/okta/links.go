package okta

// link is a HAL link with the methods it allows.
func (p *Platform) link(path string, allow ...string) *object {
	o := obj("href", p.world.OktaURL+path)
	if len(allow) > 0 {
		o.set("hints", obj("allow", anys(allow)))
	}
	return o
}

// lifecycleLink is the key of the link that changes a status.
func lifecycleLink(status string) string {
	if status == inactive {
		return "activate"
	}
	return "deactivate"
}
