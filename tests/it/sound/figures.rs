use std::time::Instant;
use dictation_desk::audio::{*, output::ManualSink, decode, stretch::Stretch};
#[test]
fn figures() {
    for e in ["wav","mp3","m4a","ogg","opus","flac"] {
        let t = Instant::now();
        let c = decode::read_file(format!("/tmp/aud/l.{e}").as_ref()).unwrap();
        println!("FIG decode {e} {c:?} {:?} in {:?}", c.note(), t.elapsed());
        if e == "wav" || e == "opus" {
            let t = Instant::now(); let s = c.for_speech().unwrap();
            println!("FIG for_speech {} in {:?}", s.len(), t.elapsed());
            let t = Instant::now(); let p = c.peaks_in(0.0, 600.0, 1200); println!("FIG peaks {} in {:?}", p.len(), t.elapsed());
            let mut buf = vec![0.0; c.rate() as usize * 60]; c.read(0, &mut buf);
            let t = Instant::now();
            let mut st = Stretch::new(c.rate(), 1.5).unwrap(); let mut out = Vec::new();
            for ch in buf.chunks(1024) { st.push(ch); while st.pull(&mut out).is_some() {} }
            println!("FIG stretch 60 s at {} in {:?}, {} out", c.rate(), t.elapsed(), out.len());
            for speed in [1.0, 1.5] {
            let sink = ManualSink::new(48_000);
            let mut pl = Player::start(Box::new(sink.clone())).unwrap();
            let t = Instant::now(); pl.load(c.clone()); println!("FIG load {:?}", t.elapsed());
            let mut worst = std::time::Duration::ZERO; let mut all = vec![];
            for i in 0..50 { let t = Instant::now(); pl.play(i as f64 * 3.0, speed, 0.0); sink.hear(480); let d = t.elapsed(); worst = worst.max(d); all.push(d); pl.silence(0.0); sink.hear(480);}
            all.sort(); println!("FIG press to 10 ms of sound: median {:?} worst {:?}", all[25], worst);
            }
        }
    }
}
