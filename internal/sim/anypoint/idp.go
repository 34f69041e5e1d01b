package anypoint

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gatehouse/terraform-provider-gatehouse/internal/sim/kernel"
)

// send makes a call to an identity provider. "Disable server certificate
// validation" is the provider's allow_untrusted_certificates.
func (p *Platform) send(cp clientProvider, r *http.Request) (*http.Response, error) {
	answer, err := p.world.Client.Do(r) //nolint:gosec // the address is what the client configured, as on the platform
	var untrusted *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	if err == nil || !flag(cp.config, "allow_untrusted_certificates") || !errors.As(err, &untrusted) && !errors.As(err, &unknown) {
		return answer, err
	}
	if r.GetBody != nil {
		if r.Body, err = r.GetBody(); err != nil {
			return nil, err
		}
	}
	anyServer := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}} //nolint:gosec // asked for by the provider's configuration
	return anyServer.Do(r)                                                                                                                //nolint:gosec // as above
}

// idpError is what went wrong at the identity provider.
type idpError struct {
	status  int // of the identity provider's answer; 0: none came
	message string
}

// answer passes the failure on. Not known: the status that the platform uses;
// here 400 for a refusal and 502 when the provider failed or kept silent.
func (e *idpError) answer() kernel.Answer {
	if e.status >= 400 && e.status < 500 {
		return kernel.Answer{Status: http.StatusBadRequest, Body: obj{"name": "ClientProviderError", "message": e.message}}
	}
	return kernel.Answer{Status: http.StatusBadGateway, Body: obj{"name": "ClientProviderError", "message": e.message}}
}

// registerClient has the identity provider make a client (RFC 7591). That the
// body is the documented one of the update without the client's id and secret
// is inferred: no capture of this call is public.
func (p *Platform) registerClient(ctx context.Context, cp clientProvider, a application) (obj, *idpError) {
	body := registration(a)
	delete(body, "client_id")
	delete(body, "client_secret")
	got, err := p.askIDP(ctx, cp, http.MethodPost, "", body)
	if err == nil && text(got, "client_id") == "" {
		err = &idpError{message: "The client provider's answer has no client_id"}
	}
	return got, err
}

// updateClient replaces the client at the identity provider, with the
// documented body.
func (p *Platform) updateClient(ctx context.Context, cp clientProvider, a application) (obj, *idpError) {
	return p.askIDP(ctx, cp, http.MethodPut, a.clientID, registration(a))
}

// deleteClient removes the client at the identity provider. One that is
// already gone does not stop the deletion (inferred).
func (p *Platform) deleteClient(ctx context.Context, cp clientProvider, a application) *idpError {
	_, err := p.askIDP(ctx, cp, http.MethodDelete, a.clientID, nil)
	if err != nil && err.status == http.StatusNotFound {
		return nil
	}
	return err
}

// readClient looks up a client that the identity provider has (inferred: no
// capture of an import is public).
func (p *Platform) readClient(ctx context.Context, cp clientProvider, clientID string) (obj, *idpError) {
	return p.askIDP(ctx, cp, http.MethodGet, clientID, nil)
}

// registration is the client metadata that the platform sends.
func registration(a application) obj {
	return obj{
		"client_id":                  a.clientID,
		"client_secret":              a.clientSecret,
		"client_name":                a.name,
		"redirect_uris":              a.redirectURIs,
		"grant_types":                a.grantTypes,
		"response_types":             responseTypes(a.grantTypes),
		"token_endpoint_auth_method": "client_secret_basic", // always
	}
}

// responseTypes follow the grant types: implicit gives id_token and token,
// authorization_code gives code. Nothing is documented for other grants.
func responseTypes(grants []string) []string {
	out := []string{}
	if slices.Contains(grants, "implicit") {
		out = append(out, "id_token", "token")
	}
	if slices.Contains(grants, "authorization_code") {
		out = append(out, "code")
	}
	return out
}

// askIDP calls the provider's registration endpoint, without the lock.
func (p *Platform) askIDP(ctx context.Context, cp clientProvider, method, clientID string, body obj) (got obj, failed *idpError) {
	client := object(cp.oidc(), "client")
	address := text(object(client, "urls"), "register")
	if clientID != "" {
		address = strings.TrimSuffix(address, "/") + "/" + url.PathEscape(clientID)
	}
	authorization := text(object(client, "registration"), "authorization")
	p.outside(func() { got, failed = p.exchange(ctx, cp, method, address, authorization, body) })
	return got, failed
}

func (p *Platform) exchange(ctx context.Context, cp clientProvider, method, address, authorization string, body obj) (obj, *idpError) {
	ctx, cancel := context.WithTimeout(ctx, cp.requestTimeout())
	defer cancel()
	var payload io.Reader
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			return nil, &idpError{message: err.Error()}
		}
		payload = bytes.NewReader(raw)
	}
	r, err := http.NewRequestWithContext(ctx, method, address, payload)
	if err != nil {
		return nil, &idpError{message: "The client provider's registration URL is not valid: " + err.Error()}
	}
	r.Header.Set("Accept", "application/json")
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if authorization != "" {
		r.Header.Set("Authorization", authorization)
	}
	answer, err := p.send(cp, r)
	if err != nil {
		return nil, &idpError{message: "The client provider could not be reached: " + err.Error()}
	}
	defer func() { _ = answer.Body.Close() }()
	raw, _ := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return nil, &idpError{status: answer.StatusCode, message: fmt.Sprintf("The client provider answered %d: %s", answer.StatusCode, raw)}
	}
	got := obj{}
	if len(bytes.TrimSpace(raw)) > 0 {
		if err := decode(raw, &got); err != nil {
			return nil, &idpError{message: "The client provider's answer is not JSON: " + err.Error()}
		}
	}
	return got, nil
}
