package okta

import (
	"slices"
	"testing"
)

// staff is an app with a group that has one member.
type staff struct {
	*org
	app, group, user string
}

func newStaff(t *testing.T) staff {
	t.Helper()
	o := newOrg(t)
	s := staff{org: o}
	s.app = o.do("POST", "/api/v1/apps", `{"name":"oidc_client","label":"Card","signOnMode":"OPENID_CONNECT","credentials":{"oauthClient":{"token_endpoint_auth_method":"client_secret_basic"}},"settings":{"oauthClient":{"application_type":"service","grant_types":["client_credentials"],"response_types":["token"]}}}`).want(200).id()
	s.group = o.do("POST", "/api/v1/groups", `{"profile":{"name":"staff"}}`).want(200).id()
	s.user = o.do("POST", "/api/v1/users", `{"profile":{"login":"grace@example.com","email":"hopper@example.org","firstName":"Grace","lastName":"Hopper"}}`).want(200).id()
	return s
}

func (s staff) users() string { return "/api/v1/apps/" + s.app + "/users" }
func (s staff) one() string   { return s.users() + "/" + s.user }

func (s staff) join()  { s.do("PUT", "/api/v1/groups/"+s.group+"/users/"+s.user, "").want(204) }
func (s staff) leave() { s.do("DELETE", "/api/v1/groups/"+s.group+"/users/"+s.user, "").want(204) }
func (s staff) grant() {
	s.do("PUT", "/api/v1/apps/"+s.app+"/groups/"+s.group, `{"profile":{"role":"reader"}}`).want(200)
}

func (s staff) scoped(t *testing.T, scope string) {
	t.Helper()
	if got := s.do("GET", s.one(), "").want(200).object().str("scope"); got != scope {
		t.Errorf("the scope is %q, not %q", got, scope)
	}
}

func TestAppUsers_comeAndGoWithTheirGroup(t *testing.T) {
	t.Parallel()
	s := newStaff(t)
	s.grant()
	s.do("GET", s.one(), "").refused(404, "E0000007")
	s.join()
	s.scoped(t, groupScope)
	u := s.do("GET", s.one(), "").want(200).object()
	if u.obj("credentials").str("userName") != "grace@example.com" || u.obj("profile").str("role") != "reader" {
		t.Errorf("%v %v", u.get("credentials"), u.get("profile"))
	}
	if all := s.do("GET", s.users(), "").want(200).names("scope"); !slices.Equal(all, []string{groupScope}) {
		t.Errorf("the list has %v", all)
	}
	if apps := s.do("GET", `/api/v1/apps?filter=user.id+eq+"`+s.user+`"`, "").want(200).names("id"); !slices.Equal(apps, []string{s.app}) {
		t.Errorf("the user's apps are %v", apps)
	}
	if n := s.Objects()["okta.appUsers"]; n != 0 {
		t.Errorf("%d assignments are counted; it is the group's", n)
	}
	s.leave()
	s.do("GET", s.one(), "").refused(404, "E0000007")
	s.join()
	s.do("DELETE", "/api/v1/apps/"+s.app+"/groups/"+s.group, "").want(204)
	s.do("GET", s.one(), "").refused(404, "E0000007")
}

func TestAppUsers_ofTheirOwn(t *testing.T) {
	t.Parallel()
	s := newStaff(t)
	s.grant()
	s.join()
	made := s.do("GET", s.one(), "").want(200).object().str("created")
	s.do("POST", s.users(), `{"id":"`+s.user+`"}`).want(200)
	s.scoped(t, groupScope) // articulate/terraform-provider-okta#264
	s.do("POST", s.one(), `{"credentials":{"userName":"grace"}}`).want(200)
	s.scoped(t, groupScope)
	s.do("POST", s.users(), `{"id":"`+s.user+`","scope":"USER"}`).want(200)
	s.scoped(t, ownScope)
	s.do("POST", s.users(), `{"id":"`+s.user+`","scope":"USER","profile":{"team":"x"}}`).want(200)
	u := s.do("GET", s.one(), "").want(200).object()
	if u.obj("credentials").str("userName") != "grace" || u.obj("profile").str("role") != "reader" || u.obj("profile").str("team") != "x" || u.str("created") != made {
		t.Errorf("a second POST loses what it does not send: %v %v %v", u.get("credentials"), u.get("profile"), u.get("created"))
	}
	s.leave()
	s.scoped(t, ownScope) // it does not need the group
	s.do("DELETE", s.one(), "").want(204)
	s.do("GET", s.one(), "").refused(404, "E0000007")
}

// articulate/terraform-provider-okta#120, gravitational/teleport#53947.
func TestAppUsers_areNotUnassignedWhileAGroupHasTheApp(t *testing.T) {
	t.Parallel()
	s := newStaff(t)
	s.grant()
	s.join()
	s.do("DELETE", s.one(), "").refused(403, "E0000046")
	s.do("POST", s.users(), `{"id":"`+s.user+`","scope":"USER"}`).want(200)
	s.do("DELETE", s.one(), "").refused(403, "E0000046")
	s.scoped(t, ownScope)
	s.do("DELETE", "/api/v1/apps/"+s.app+"/groups/"+s.group, "").want(204)
	s.do("DELETE", s.one(), "").want(204)
}

func TestAppUsers_namesProfilesAndSearch(t *testing.T) {
	t.Parallel()
	s := newStaff(t)
	s.do("POST", s.users(), `{"id":"`+s.user+`","scope":"USER","credentials":{"userName":"amazing"}}`).want(200)
	profile := s.do("GET", s.one(), "").want(200).object().obj("profile")
	if profile.str("given_name") != "Grace" || profile.str("name") != "Grace Hopper" || profile.str("email") != "hopper@example.org" || !profile.has("nickname") {
		t.Errorf("the mapped profile is %v", profile.keys)
	}
	for q, n := range map[string]int{"": 1, "AMA": 1, "hopper": 1, "zing": 0, "Grace": 0} {
		if got := len(s.do("GET", s.users()+"?q="+q, "").want(200).list()); got != n {
			t.Errorf("q=%s finds %d, not %d", q, got, n)
		}
	}
	for template, want := range map[string]string{
		`{"template":"${source.email}","type":"BUILT_IN"}`:                      "hopper@example.org",
		`{"template":"${source.login}","type":"BUILT_IN","userSuffix":".test"}`: "grace@example.com.test",
		`{"template":"user.login","type":"CUSTOM"}`:                             "grace@example.com",
	} {
		app := s.do("POST", "/api/v1/apps", `{"name":"bookmark","label":"`+want+`","signOnMode":"BOOKMARK","credentials":{"userNameTemplate":`+template+`},"settings":{"app":{"url":"https://example.com"}}}`).want(200).id()
		u := s.do("POST", "/api/v1/apps/"+app+"/users", `{"id":"`+s.user+`","scope":"USER"}`).want(200).object()
		if got := u.obj("credentials").str("userName"); got != want {
			t.Errorf("%s makes %q, not %q", template, got, want)
		}
	}
}
