package sim

import (
	"net/http"
	"os"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/seed"
)

// begin fills a new tenant with what the seed file describes.
func (s *Simulator) begin() error {
	if s.begun {
		return nil
	}
	if s.keeper != nil {
		if err := s.keeper.mark(false); err != nil {
			return err
		}
	}
	if s.opts.SeedFile != "" {
		data, err := os.ReadFile(s.opts.SeedFile)
		if err != nil {
			return err
		}
		f, err := seed.Parse(s.opts.SeedFile, data)
		if err != nil {
			return err
		}
		if err := f.Apply(s.tenant()); err != nil {
			return err
		}
		s.World.Log.Clear() // of what the platforms told each other
	}
	s.begun = true
	if s.keeper != nil {
		return s.keeper.mark(true)
	}
	return nil
}

// tenant is how seed files are applied and written: by the platforms' own APIs,
// without a network.
func (s *Simulator) tenant() *seed.Tenant {
	env := s.Env()
	handlers := map[string]http.Handler{"okta": s.Okta.Handler(), "anypoint": s.Anypoint.Handler()}
	return &seed.Tenant{
		Do: func(platform string, r *http.Request) (int, http.Header, []byte, error) {
			r = kernel.Own(r)
			r.RequestURI, r.RemoteAddr, r.Host = r.URL.RequestURI(), "127.0.0.1:1", "localhost"
			if platform == "okta" {
				r.Header.Set("Authorization", "SSWS "+env["OKTA_API_TOKEN"])
			}
			w := &written{header: http.Header{}}
			if !w.serve(handlers[platform], r) {
				return 0, nil, nil, http.ErrAbortHandler
			}
			return w.status, w.header, w.body.Bytes(), nil
		},
		Values: map[string]string{
			"okta_url": s.World.OktaURL, "anypoint_url": s.World.AnypointURL, "gateway_url": s.World.GatewayURL, "okta_api_token": env["OKTA_API_TOKEN"],
		},
		IDs:    map[string]string{"root": env["ANYPOINT_ORGANIZATION_ID"]},
		Secret: func() string { return s.World.Secrets.Add(s.World.IDs.Text(32)) },
	}
}

// export answers a request for the tenant's description.
func (s *Simulator) export(w http.ResponseWriter, _ *http.Request) {
	data, err := s.Export()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/yaml")
	_, _ = w.Write(data)
}

// Export describes the tenant in a file that SeedFile takes.
func (s *Simulator) Export() ([]byte, error) { return seed.Export(s.tenant()) }
