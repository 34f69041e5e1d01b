package anypoint

import "github.com/gatehouse/terraform-provider-gatehouse/internal/sim/persist"

// Save hands out what the platform holds, while no request changes it.
func (p *Platform) Save(h *persist.Heap) (persist.Records, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return h.Save(persist.Roots{"platform": p.state, "seed": &p.seed})
}

// Load replaces what the platform holds by what was saved.
func (p *Platform) Load(h *persist.Heap, records persist.Records) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	st, seed := &state{}, seeded{}
	if err := h.Load(records, persist.Roots{"platform": st, "seed": &seed}); err != nil {
		return err
	}
	p.state, p.seed = st, seed
	return nil
}
