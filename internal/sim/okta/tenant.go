package okta

import "github.com/gatehouse/terraform-provider-gatehouse/internal/sim/persist"

func init() { persist.Register((*object)(nil)) }

// Save hands out what the org holds, while no request changes it.
func (p *Platform) Save(h *persist.Heap) (persist.Records, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return h.Save(p.roots(p.st))
}

// Load replaces what the org holds by what was saved. Its settings, and how
// often was asked, stay.
func (p *Platform) Load(h *persist.Heap, records persist.Records) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	st := &state{}
	if err := h.Load(records, p.roots(st)); err != nil {
		return err
	}
	p.st = st
	return nil
}

func (p *Platform) roots(st *state) persist.Roots {
	return persist.Roots{"org": st, "keysUsed": &p.keysUsed}
}
