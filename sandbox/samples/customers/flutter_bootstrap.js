// As Flutter's: registers the service worker under the version of the build, and then loads the app.
const serviceWorkerVersion = '{{release}}';
if ('serviceWorker' in navigator) {
  navigator.serviceWorker.register(`flutter_service_worker.js?v=${serviceWorkerVersion}`).catch(() => {}); // as without one
}
const app = document.createElement('script');
app.src = 'main.dart.js';
document.body.append(app);
