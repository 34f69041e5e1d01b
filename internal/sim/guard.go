package sim

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// admits answers a request to the admin side that a web page of somebody else
// may have sent, and tells whether it is to go on. The admin side asks for no
// password and tells the credentials of the tenant: whoever visits a hostile
// page while a simulator runs has a browser that reaches it. Programs send
// neither an Origin nor Sec-Fetch-Site and are let in by their Host alone.
func (s *Simulator) admits(w http.ResponseWriter, r *http.Request) bool {
	h := w.Header()
	h.Set("X-Frame-Options", "DENY")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	switch {
	case !s.ownHost(r):
		http.Error(w, fmt.Sprintf("The simulator is not known as %q. Ask for it by its address or as localhost, or start it with --allow-host.", r.Host), http.StatusForbidden)
	case foreign(r):
		http.Error(w, "A page of another origin may not use the simulator's own paths.", http.StatusForbidden)
	default:
		return true
	}
	return false
}

// ownHost tells whether a request was for this simulator by a name that no
// stranger can have: a name of theirs that leads here makes their page one of
// the simulator's origin (DNS rebinding).
func (s *Simulator) ownHost(r *http.Request) bool {
	host := hostname(r.Host)
	ip := net.ParseIP(host)
	if host == "localhost" || strings.HasSuffix(host, ".localhost") || ip.IsLoopback() {
		return true
	}
	if local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok && ip != nil && ip.Equal(net.ParseIP(hostname(local.String()))) {
		return true
	}
	known := slices.Clone(s.opts.AllowHosts)
	for _, base := range []string{s.World.OktaURL, s.World.AnypointURL, s.World.GatewayURL} {
		if u, err := url.Parse(base); err == nil {
			known = append(known, u.Hostname())
		}
	}
	return slices.ContainsFunc(known, func(name string) bool { return host != "" && strings.EqualFold(name, host) })
}

// foreign tells whether a browser sent a request for a page that is not one of
// the simulator's. Another port of the same host is another origin. A link
// from anywhere may open a page; what it shows stays hidden from who linked.
func foreign(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		return err != nil || u.Host == "" || !strings.EqualFold(u.Host, r.Host)
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return false
	}
	followed := r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	return r.Method != http.MethodGet || !followed
}

// hostname is a host without its port, in small letters.
func hostname(hostport string) string {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
}
