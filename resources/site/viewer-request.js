// Runs at the edge before every request for the site's content. It decides three things: whether the host is the
// site's, whether the path is a file or a route of the app, and it lets nothing through that would list the bucket.
var site = SITE_CONFIG;

function handler(event) {
  var request = event.request;
  var host = hostOf(request);
  if (request.uri.charAt(0) !== '/') {
    return notFound();
  }
  if (site.redirects.indexOf(host) >= 0) {
    return redirect(request);
  }
  if (site.name && SITE_HOST !== site.name) {
    return notFound();
  }
  if (!site.routes) {
    return request;
  }
  var path = decoded(request.uri);
  if (path === undefined || path.split('/').some(isRefused)) {
    return notFound();
  }
  if (!isFile(path)) {
    request.uri = '/index.html';
  }
  return request;
}

function hostOf(request) {
  var header = request.headers.host;
  return header ? header.value.toLowerCase().split(':')[0] : '';
}

function decoded(uri) {
  try {
    return decodeURIComponent(uri);
  } catch (error) {
    return undefined;
  }
}

// Copies of earlier releases, and steps that whoever reads the path later might walk.
function isRefused(segment) {
  return segment === site.hidden || segment === '.' || segment === '..';
}

// A file lies in a folder of the build, or its name ends in an extension. Everything else is the app's.
function isFile(path) {
  if (startsWithOne(path, site.files)) {
    return true;
  }
  return /\.[A-Za-z0-9]+$/.test(path) && !startsWithOne(path, site.routesWithDots);
}

function startsWithOne(path, prefixes) {
  return prefixes.some(function (prefix) {
    return path.indexOf(prefix) === 0 && path.length > prefix.length;
  });
}

function redirect(request) {
  return {
    statusCode: 308, // unlike a 301 it keeps the method, for an API under the name
    statusDescription: 'Permanent Redirect',
    headers: {
      location: { value: 'https://' + site.name + request.uri + queryOf(request) },
      'cache-control': { value: 'max-age=3600' },
    },
  };
}

function queryOf(request) {
  var pairs = [];
  Object.keys(request.querystring).forEach(function (key) {
    var entry = request.querystring[key];
    (entry.multiValue || [entry]).forEach(function (one) {
      pairs.push(one.value === '' ? key : key + '=' + one.value);
    });
  });
  return pairs.length > 0 ? '?' + pairs.join('&') : '';
}

function notFound() {
  return { statusCode: 404, statusDescription: 'Not Found', headers: { 'cache-control': { value: 'no-store' } } };
}
